using Actors.Grains.Tests.Cluster;
using Actors.Paxos;

namespace Actors.Grains.Tests.Contract;

/// <summary>Each of the first three rungs, and exactly what breaks it.</summary>
public sealed class WhatBreaksTheRungsTests
{
    [Fact]
    public async Task Local_two_threads_both_win()
    {
        var attempts = 0;
        while (!await BothWinAsync(() => new LocalWriteOnce<int>()))
            Assert.True(++attempts < 1_000_000, "Two threads never met between the question and the assignment.");
    }

    [Fact]
    public async Task Locked_two_threads_never_both_win()
    {
        for (var attempt = 0; attempt < 20_000; attempt++)
            Assert.False(await BothWinAsync(() => new LockedWriteOnce<int>()));
    }

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

    private static async Task<bool> BothWinAsync(Func<IWriteOnce<int>> create)
    {
        var variable = create();
        using var start = new Barrier(2);
        var calls = Enumerable.Range(0, 2).Select(value => Task.Factory.StartNew(() =>
        {
            start.SignalAndWait();
            return variable.TryInitializeAsync(value);
        }, TaskCreationOptions.LongRunning).Unwrap());
        return (await Task.WhenAll(calls)).All(decision => decision.Won);
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
