using System.Collections.Concurrent;
using Actors.Bench.Load;

namespace Actors.Bench.Tests;

public sealed class ClosedLoopTests
{
    private static readonly LoadTimes Short = new(TimeSpan.Zero, TimeSpan.FromMilliseconds(100)), Forever = new(TimeSpan.Zero, TimeSpan.FromHours(1));

    [Fact]
    public async Task A_caller_calls_again_only_when_it_has_its_answer()
    {
        var (most, now) = (0, 0);
        await ClosedLoop.RunAsync(3, async (_, _) =>
        {
            var underWay = Interlocked.Increment(ref now);
            InterlockedMax(ref most, underWay);
            await Task.Yield();
            Interlocked.Decrement(ref now);
        }, Short, [], null, CancellationToken.None);
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task Callers_take_turns_though_answers_come_at_once()
    {
        var callers = new ConcurrentDictionary<int, bool>();
        var many = 16 * Environment.ProcessorCount;
        using var all = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ClosedLoop.RunAsync(many, (caller, _) =>
        {
            callers[caller] = true;
            if (callers.Count == many) all.Cancel();
            return Task.CompletedTask;
        }, Forever, [], null, all.Token));
    }

    [Fact]
    public async Task A_caller_that_fails_ends_the_load()
    {
        var failure = await Assert.ThrowsAsync<BenchException>(() => ClosedLoop.RunAsync(
            4, (caller, _) => caller == 2 ? throw new BenchException("wrong") : Task.Delay(1), Forever, [], null, CancellationToken.None));
        Assert.Equal("wrong", failure.Message);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen;)
        {
            var found = Interlocked.CompareExchange(ref target, value, seen);
            if (found == seen) return;
            seen = found;
        }
    }
}
