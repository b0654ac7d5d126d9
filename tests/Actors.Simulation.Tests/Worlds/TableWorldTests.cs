using Actors.Simulation.Worlds;

namespace Actors.Simulation.Tests.Worlds;

/// <summary>The membership table has acceptors of its own number: whatever the registers of callers have, two of five nodes may be gone.</summary>
public class TableWorldTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(4);

    [Fact]
    public void Two_of_five_nodes_may_be_gone_though_a_register_has_three_acceptors()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var versions = VersionsWithTwoGone(seed, setUpEarlier: false);
            Assert.True(versions > 20, $"seed {seed}: {versions} versions");
        }
    }

    /// <summary>It keeps three acceptors, and stops at the first version that has two of them on the nodes that are gone.</summary>
    [Fact]
    public void A_cluster_that_was_set_up_with_three_stops_with_two_of_five_gone() =>
        Assert.All(Enumerable.Range(1, 20), seed => Assert.InRange(VersionsWithTwoGone(seed, setUpEarlier: true), 0, 20));

    private static long VersionsWithTwoGone(long seed, bool setUpEarlier)
    {
        var plan = new WorldPlan(seed)
        {
            FaultsEnd = Long, Clustered = false, Silos = 3, SetUpEarlier = setUpEarlier, BytesPerSecond = null,
            Latency = TimeSpan.FromMilliseconds(1), SyncTime = TimeSpan.FromMilliseconds(1),
        };
        plan.SetAcceptors(3, more: 2);
        foreach (var fault in Enum.GetValues<Fault>()) plan.SetProbability(fault, 0);
        var world = new World(plan);
        for (var one = 0; one < 3; one++)
            for (var gone = 3; gone < 5; gone++)
            {
                world.Network.Block(one, gone, Long);
                world.Network.Block(gone, one, Long);
            }
        world.Run();
        Assert.Empty(world.Violations);
        return world.Statistics.Versions;
    }
}
