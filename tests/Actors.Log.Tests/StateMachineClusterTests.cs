using Actors.Grains.Tests.Cluster;
using Actors.Log.Machines;
using Actors.Registers;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Log.Tests;

/// <summary>A counter driven from all sides while nodes are killed and come back, with snapshots and trimming on the way.</summary>
public sealed class StateMachineClusterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Each_increment_counts_once_while_nodes_come_and_go()
    {
        const int each = 100;
        await using var cluster = await TestCluster.StartAsync();
        using var client = await cluster.ConnectAsync();
        await using var remote = Counter(new ClientRegisters(client.Services.GetRequiredService<IClusterClient>()));
        await using var local = Counter(cluster.Registers("n1"));
        var done = 0;

        async Task<List<long>> IncrementAsync(ReplicatedStateMachine<long, int, long> counter)
        {
            var sums = new List<long>();
            for (var i = 0; i < each; i++)
            {
                var id = await RepeatAsync(() => counter.NewIdAsync(null, Token));
                sums.Add(await RepeatAsync(() => counter.ExecuteAsync(1, id, Token)));
                Interlocked.Increment(ref done);
            }
            return sums;
        }

        var increments = Task.WhenAll(IncrementAsync(remote), IncrementAsync(remote), IncrementAsync(local), IncrementAsync(local));
        foreach (var victim in new[] { "n2", "n3", "n2" })
        {
            var before = Volatile.Read(ref done);
            await cluster.StopAsync(victim, abruptly: true);
            while (Volatile.Read(ref done) < before + 40 && !increments.IsCompleted) await Task.Yield();
            await cluster.StartAsync(victim);
        }
        var sums = await increments;
        Assert.All(sums, own => Assert.Equal(own.Order(), own));
        Assert.Equal(Enumerable.Range(1, 4 * each).Select(sum => (long)sum), sums.SelectMany(own => own).Order());
        foreach (var node in cluster.Nodes)
        {
            await using var anew = Counter(cluster.Registers(node));
            Assert.Equal(4 * each, (await RepeatAsync(() => anew.QueryAsync(Token))).State);
        }
    }

    private static ReplicatedStateMachine<long, int, long> Counter(IRegisters registers) =>
        new(registers, "counter", 0, (sum, add) => (sum + add, sum + add), new StateMachineOptions { SnapshotDistance = 32 });

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
