using Actors.Grains.Tests.Cluster;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Log.Tests;

/// <summary>A grain whose state outlives the node that it was on.</summary>
public sealed class GrainStorageClusterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task What_a_grain_has_stored_outlives_any_node()
    {
        await using var cluster = await TestCluster.StartAsync(silo: silo => silo.AddWriteOnceGrainStorage("registers"));
        using var client = await cluster.ConnectAsync();
        var grains = client.Services.GetRequiredService<IClusterClient>();
        var (acknowledged, attempts) = (new int[5], new int[5]);
        var done = 0;
        async Task IncrementAsync(int number)
        {
            for (var i = 0; i < 20; i++)
                while (true)
                {
                    attempts[number]++;
                    try
                    {
                        var sum = await grains.GetGrain<ISumGrain>($"{number}").AddAsync(1).WaitAsync(TimeSpan.FromSeconds(5), Token);
                        Assert.InRange(sum, ++acknowledged[number], attempts[number]);
                        Interlocked.Increment(ref done);
                        break;
                    }
                    catch (Exception exception) when (exception is OrleansException or TimeoutException or RegisterException)
                    {
                        // The node is gone, or two activations met: whether it was added is unknown.
                        Token.ThrowIfCancellationRequested();
                    }
                }
        }

        var increments = Task.WhenAll(Enumerable.Range(0, 5).Select(IncrementAsync));
        while (Volatile.Read(ref done) < 25 && !increments.IsFaulted) await Task.Yield();
        await cluster.StopAsync("n2", abruptly: true);
        await increments;
        for (var number = 0; number < 5; number++)
            Assert.InRange(await grains.GetGrain<ISumGrain>($"{number}").AddAsync(0), acknowledged[number], attempts[number]);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_the_storage_of_states_that_name_none(bool byName)
    {
        await using var cluster = await TestCluster.StartAsync(silo: silo =>
        {
            if (byName) silo.AddWriteOnceGrainStorage("Default");
            else silo.AddWriteOnceGrainStorageAsDefault();
        });
        using var client = await cluster.ConnectAsync();
        var grain = client.Services.GetRequiredService<IClusterClient>().GetGrain<INoteGrain>("note");
        await grain.WriteAsync(17);
        Assert.Equal((17, 18), await grain.ReadAsync());
        await using var log = cluster.Registers("n1").Log<object>($"grains/Default/note/{Uri.EscapeDataString(grain.GetGrainId().ToString())}");
        Assert.Equal(1, await log.LengthAsync(Token));
    }
}
