using Actors.Grains.Tests.Cluster;
using Actors.Paxos;

namespace Actors.Grains.Tests.Contract;

/// <summary>Each of the first three rungs, and exactly what breaks it.</summary>
public sealed class WhatBreaksTheRungsTests
{
    [Fact]
    public void Local_two_threads_both_win() =>
        Assert.True(TwoThreadsBothWin(1_000, () => new LocalWriteOnce<int>()), "Two threads never met between the question and the assignment.");

    [Fact]
    public void Locked_two_threads_never_both_win() => Assert.False(TwoThreadsBothWin(5, () => new LockedWriteOnce<int>()));

    [Fact]
    public async Task Locked_two_processes_both_win()
    {
        // A process is a memory of its own: each has its own variable behind its own lock.
        IWriteOnce<string> here = new LockedWriteOnce<string>(), there = new LockedWriteOnce<string>();
        Assert.True((await here.TryInitializeAsync("ship")).Won);
        Assert.True((await there.TryInitializeAsync("cancel")).Won);
        Assert.NotEqual(await here.FinalValueAsync(), await there.FinalValueAsync());
    }

    [Fact]
    public async Task Coordinator_its_crash_takes_the_decision_with_it()
    {
        await using var cluster = await TestCluster.StartAsync();
        var coordinator = BullyRule.Coordinator(cluster.Nodes)!;
        IWriteOnce<string> variable = new CoordinatorWriteOnce<string>(cluster.Grains("n1"), new RegisterKey("orders/17/outcome"));
        Assert.Equal("ship", (await variable.TryInitializeAsync("ship")).Value);

        await cluster.StopAsync(coordinator);

        // The next greatest node takes over and knows nothing: a second value is decided.
        Assert.Equal("cancel", (await Eventually(() => variable.TryInitializeAsync("cancel"))).Value);
    }

    [Fact]
    public async Task Paxos_the_same_crash_changes_nothing()
    {
        await using var cluster = await TestCluster.StartAsync();
        var variable = new PaxosWriteOnce<string>(cluster.Registers("n1"), new RegisterKey("orders/17/outcome"));
        Assert.Equal("ship", (await variable.TryInitializeAsync("ship", ProposalId.New())).Value);

        await cluster.StopAsync(BullyRule.Coordinator(cluster.Nodes)!);

        Assert.Equal("ship", (await variable.TryInitializeAsync("cancel", ProposalId.New())).Value);
    }

    /// <summary>Two threads go through the same fresh variables side by side, some thousands at a time, until both win one.</summary>
    private static bool TwoThreadsBothWin(int walks, Func<IWriteOnce<int>> create)
    {
        const int Length = 5_000, Patience = 2_000;
        for (var walk = 0; walk < walks; walk++)
        {
            var variables = Enumerable.Range(0, Length).Select(_ => create()).ToArray();
            var (wins, positions) = (new int[Length], new int[2]);
            using var start = new Barrier(2);
            void Walk(int self)
            {
                start.SignalAndWait();
                for (var i = 0; i < Length; i++)
                {
                    Volatile.Write(ref positions[self], i);
                    for (var spins = 0; spins < Patience && Volatile.Read(ref positions[1 - self]) < i; spins++) Thread.SpinWait(1);
                    if (variables[i].TryInitializeAsync(self).Result.Won) Interlocked.Increment(ref wins[i]);
                }
            }
            var other = new Thread(() => Walk(1));
            other.Start();
            Walk(0);
            other.Join();
            if (wins.Contains(2)) return true;
        }
        return false;
    }

    private static async Task<TResult> Eventually<TResult>(Func<Task<TResult>> call)
    {
        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception) when (DateTime.UtcNow < deadline)
            {
                await Task.Yield();
            }
        }
    }
}
