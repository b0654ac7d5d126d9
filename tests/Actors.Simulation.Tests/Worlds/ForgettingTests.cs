using Actors.Simulation.Worlds;

namespace Actors.Simulation.Tests.Worlds;

/// <summary>Worlds in which a node comes back with a disk that has forgotten something, as often as that can be refused for sure.</summary>
public class ForgettingTests
{
    private static readonly Fault[] Disks = [Fault.WipedDisk, Fault.OlderDisk, Fault.ForeignDisk, Fault.LostAddedStore];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_node_that_has_forgotten_harms_nobody(bool clustered)
    {
        var forgetful = Enumerable.Range(1, 500).Sum(seed => Run(seed, clustered).Gate.Happened.Count(fault =>
            fault.Fault is Fault.WipedDisk or Fault.OlderDisk or Fault.ForeignDisk));
        Assert.True(forgetful > 20, $"{forgetful} nodes had something to forget");
    }

    /// <summary>Nodes were upgraded to a version that binds the store of their registers, and one of those stores is gone after that.</summary>
    [Fact]
    public void A_node_that_lost_a_store_that_was_added_later_harms_nobody()
    {
        var lost = Enumerable.Range(1, 500).Sum(seed => Run(seed, clustered: true, Fault.LostAddedStore).Gate.Happened.Count(fault => fault.Fault == Fault.LostAddedStore));
        Assert.True(lost > 5, $"{lost} nodes had lost such a store");
    }

    /// <summary>A store of another cluster of the same name, found out by what others have seen of it, still told its node what that cluster had decided.</summary>
    [Fact]
    public void What_a_foreign_store_calls_chosen_is_not_believed() => Run(1903, clustered: true);

    /// <summary>A store that was put back from before its last start was refused, and voted after one more restart, under the next number.</summary>
    [Fact]
    public void Starting_once_more_does_not_help_a_store_that_has_forgotten() => RunAsItIs(1538);

    /// <summary>Two nodes that were new in a cluster of five, with three acceptors a register, waited for each other's votes for ever.</summary>
    [Fact]
    public void Newcomers_do_not_wait_for_each_other() => RunAsItIs(2219);

    private static World Run(long seed, bool clustered, params Fault[] kinds)
    {
        var plan = new WorldPlan(seed) { Clustered = clustered };
        plan.SetProbability(Fault.Crash, 0.05);
        plan.AddsStores = kinds.Contains(Fault.LostAddedStore);
        foreach (var kind in Disks) plan.SetProbability(kind, kinds.Length == 0 || kinds.Contains(kind) ? 0.3 : 0);
        var world = new World(plan).Run();
        Assert.True(world.Violations.Count == 0, $"seed {seed}: {world.Violations.FirstOrDefault()}");
        return world;
    }

    private static void RunAsItIs(long seed) => Assert.Empty(new World(new WorldPlan(seed)).Run().Violations);
}
