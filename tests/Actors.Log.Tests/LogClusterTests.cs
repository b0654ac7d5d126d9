using Actors.Grains.Tests.Cluster;
using Actors.Paxos;
using Actors.Registers;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Log.Tests;

/// <summary>A log on real silos, from their nodes and from a client, while nodes come and go.</summary>
public sealed class LogClusterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Every_node_and_every_client_sees_one_log()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = await cluster.ConnectAsync();
        List<IReplicatedLog<string>> logs =
        [
            .. cluster.Nodes.Select(node => cluster.Registers(node).Log<string>("orders")),
            new ClientRegisters(client.Services.GetRequiredService<IClusterClient>()).Log<string>("orders"),
        ];
        var tails = logs.Select(log => TailAsync(log, 200)).ToList();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => logs[i % 4].AppendAsync($"{i}", Token)));
        var seen = await Task.WhenAll(tails);
        Assert.All(seen, entries => Assert.Equal(seen[0], entries));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i}").Order(), seen[0].Order());
        foreach (var log in logs)
        {
            Assert.Equal(await logs[0].LengthAsync(Token), await log.LengthAsync(Token));
            await log.DisposeAsync();
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Nobody_is_kept_out_by_others_who_never_stop()
    {
        const int enough = 60;
        await using var cluster = await TestCluster.StartAsync();
        var logs = cluster.Nodes.Select(node => cluster.Registers(node).Log<string>("orders")).ToList();
        var done = new int[logs.Count];
        await Task.WhenAll(Enumerable.Range(0, 24).Select(async caller =>
        {
            var node = caller % logs.Count;
            while (done.Any(count => count < enough))
            {
                await logs[node].AppendAsync($"{caller}", Token);
                Interlocked.Increment(ref done[node]);
            }
        }));
        Assert.All(done, count => Assert.InRange(count, enough, int.MaxValue));
        foreach (var log in logs) await log.DisposeAsync();
    }

    [Fact(Timeout = 180_000)]
    public async Task Nodes_that_come_and_go_lose_nothing_double_nothing_and_leave_no_gap()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = await cluster.ConnectAsync();
        var registers = new ClientRegisters(client.Services.GetRequiredService<IClusterClient>());
        await using var reader = registers.Log<string>("orders");
        var tail = TailAsync(reader, 240);
        await using var writer = registers.Log<string>("orders");
        var done = 0;

        async Task AppendAsync(IReplicatedLog<string> log, string entry)
        {
            var id = await RepeatAsync(() => log.NewIdAsync(null, Token));
            await RepeatAsync(() => log.AppendAsync(entry, id, Token));
            Interlocked.Increment(ref done);
        }

        async Task AppendAllAsync(IReplicatedLog<string> log, string name)
        {
            for (var i = 0; i < 60; i++) await AppendAsync(log, $"{name} {i}");
        }

        // Two callers through the client, two on a node that stays; meanwhile the others are killed and come back.
        await using var local = cluster.Registers("n1").Log<string>("orders");
        var appends = Task.WhenAll(AppendAllAsync(writer, "a"), AppendAllAsync(writer, "b"), AppendAllAsync(local, "c"), AppendAllAsync(local, "d"));
        foreach (var victim in new[] { "n2", "n3", "n2" })
        {
            var before = Volatile.Read(ref done);
            await cluster.StopAsync(victim, abruptly: true);
            while (Volatile.Read(ref done) < before + 20 && !appends.IsCompleted) await Task.Yield();
            await cluster.StartAsync(victim);
        }
        await appends;
        var seen = await tail;
        Assert.Equal(240, seen.Distinct().Count());
        foreach (var name in new[] { "a", "b", "c", "d" })
            Assert.Equal(Enumerable.Range(0, 60).Select(i => $"{name} {i}"), seen.Where(entry => entry.StartsWith(name, StringComparison.Ordinal)));
        await using var anew = cluster.Registers("n3").Log<string>("orders");
        Assert.Equal(seen, await TailAsync(anew, 240));
    }

    [Fact(Timeout = 60_000)]
    public async Task Trimmed_slots_are_gone_from_every_disk()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var log = cluster.Registers("n1").Log<string>("orders");
        for (var i = 0; i < 20; i++) await log.AppendAsync($"{i}", Token);
        var slots = new LogSlots(cluster.Registers("n2"), "orders");
        await slots.TrimAsync(15, Token);
        foreach (var disk in cluster.Disks.Values)
            Assert.All(disk.Durable.Keys.Where(key => SlotKey.TryParse(key, out _)), key => Assert.True(string.CompareOrdinal(key.Value, slots.Key(15).Value) >= 0));
        // A node that has learned a value may go on telling it; one that asks anew is told that it is gone.
        await cluster.StopAsync("n3");
        await cluster.StartAsync("n3");
        var anew = new LogSlots(cluster.Registers("n3"), "orders");
        Proposal? winner;
        do winner = (await cluster.Registers("n3").ReadAsync(anew.Key(14), Token)).Proposal;
        while (winner is null);
        Assert.Equal(TrimmedSlot.Proposal, winner);
        Assert.NotEqual(TrimmedSlot.Proposal, await anew.ReadAsync(15, Token));
        await using var other = cluster.Registers("n3").Log<string>("orders");
        Assert.Equal(20, await other.AppendAsync("next", Token));
        await Assert.ThrowsAsync<LogTrimmedException>(() => TailAsync(other, 1));
    }

    private static async Task<List<string>> TailAsync(IReplicatedLog<string> log, int count)
    {
        var seen = new List<string>();
        await foreach (var slot in log.TailAsync(0, Token))
        {
            seen.AddRange(slot.Entries);
            if (seen.Count >= count) break;
        }
        return seen;
    }

    /// <summary>As a caller does who was told "no quorum" or "unknown outcome", or lost the node.</summary>
    private static async Task<T> RepeatAsync<T>(Func<Task<T>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (exception is RegisterException or OrleansException or TimeoutException)
            {
                Token.ThrowIfCancellationRequested();
            }
        }
    }
}
