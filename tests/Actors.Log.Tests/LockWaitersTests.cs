using Actors.Log.Locks;

namespace Actors.Log.Tests;

public sealed class LockWaitersTests
{
    private const int Waiters = 200;

    private static readonly TimeSpan Lease = TimeSpan.FromHours(1);

    private readonly MemoryRegisters _registers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>How many commands the log holds: every attempt to take a lock is one.</summary>
    private int Slots => _registers.Decided.Count;

    [Fact(Timeout = 60_000)]
    public async Task Callers_that_wait_do_not_ask_when_the_holder_renews()
    {
        await using var locks = new LockService(_registers, TimeProvider.System);
        var holder = (await locks.AcquireAsync("lock", "holder", Lease, Token)).Grant!;
        var (stop, waiting) = await WaitAsync(locks);
        var before = Slots;
        for (var i = 0; i < 50; i++) Assert.True((await locks.RenewAsync("lock", holder.Token, Lease, Token)).Done);
        await locks.FindAsync("lock", Token);
        Assert.InRange(Slots - before, 50, 52);
        await stop.CancelAsync();
        await Task.WhenAll(waiting).ContinueWith(_ => { }, Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_lock_that_is_given_back_is_asked_for_by_one_caller_after_the_other()
    {
        await using var locks = new LockService(_registers, TimeProvider.System);
        var token = (await locks.AcquireAsync("lock", "holder", Lease, Token)).Grant!.Token;
        var (_, waiting) = await WaitAsync(locks);
        var before = Slots;
        for (var left = waiting.ToList(); left.Count > Waiters - 20;)
        {
            await locks.ReleaseAsync("lock", token, Token);
            var next = await Task.WhenAny(left);
            left.Remove(next);
            Assert.Equal(LockOutcome.Held, (await next).Outcome);
            token = (await next).Grant!.Token;
        }
        // A release, a grant, and the next one's look whether it has the lock.
        Assert.InRange(Slots - before, 40, 70);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_caller_that_gives_up_leaves_its_turn_to_the_next()
    {
        await using var locks = new LockService(_registers, TimeProvider.System);
        var token = (await locks.AcquireAsync("lock", "holder", Lease, Token)).Grant!.Token;
        using var impatience = new CancellationTokenSource();
        var gaveUp = locks.HoldAsync("lock", "impatient", Lease, impatience.Token);
        await UntilSlotsAsync(2);
        var patient = locks.AcquireAsync("lock", "patient", Lease, Lease, Token);
        await UntilSlotsAsync(3);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gaveUp);
        await locks.ReleaseAsync("lock", token, Token);
        Assert.Equal("patient", (await patient).Grant!.Owner);
    }

    /// <summary>All of them have asked once, and wait.</summary>
    private async Task<(CancellationTokenSource Stop, IReadOnlyList<Task<LockResult>> Waiting)> WaitAsync(LockService locks)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = new List<Task<LockResult>>();
        for (var i = 0; i < Waiters; i++)
        {
            var slots = Slots;
            waiting.Add(locks.AcquireAsync("lock", $"waiter {i}", Lease, Lease, stop.Token));
            await UntilSlotsAsync(slots + 1);
        }
        // The answers are there once a later command is applied.
        await locks.FindAsync("lock", Token);
        return (stop, waiting);
    }

    private async Task UntilSlotsAsync(int slots)
    {
        while (Slots < slots) await Task.Delay(1, Token);
    }
}
