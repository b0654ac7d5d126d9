using Actors.Simulation.Worlds;

namespace Actors.Simulation.Tests.Worlds;

/// <summary>
/// Nothing fails, everything is slow. Proposers that give a quorum less time than it takes begin rounds for ever; so did ours in 99 of
/// 100 worlds with 300 ms each way (seed 1), and in 68 of 100 with 300 ms to sync (seed 2).
/// </summary>
public class SlowWorldTests
{
    [Theory]
    [InlineData(100, 10)]
    [InlineData(200, 10)]
    [InlineData(300, 10)]
    [InlineData(1, 100)]
    [InlineData(1, 300)]
    public void A_slow_cluster_decides(int latencyMs, int syncMs)
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var plan = new WorldPlan(seed) { Latency = TimeSpan.FromMilliseconds(latencyMs), SyncTime = TimeSpan.FromMilliseconds(syncMs) };
            // Batches of a message or two cannot carry the load of a slow cluster: then "no quorum" is the truth.
            (plan.Options.BatchSizeMax, plan.Options.BatchesUnderWayMax) = (512, 2);
            foreach (var fault in Enum.GetValues<Fault>()) plan.SetProbability(fault, 0);
            var world = new World(plan).Run();
            Assert.True(world.Violations.Count == 0, $"seed {seed}: {world.Violations.FirstOrDefault()}");
        }
    }

    /// <summary>Values of up to 64 KiB on links of 16 Mbit/s.</summary>
    [Fact]
    public void A_slow_link_ends_no_call_for_want_of_a_quorum()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var plan = new WorldPlan(seed) { BytesPerSecond = 2_000_000, Latency = TimeSpan.FromMilliseconds(1), SyncTime = TimeSpan.FromMilliseconds(1) };
            plan.Options.BatchBytesMax = 1024 * 1024;
            foreach (var fault in Enum.GetValues<Fault>()) plan.SetProbability(fault, 0);
            var world = new World(plan).Run();
            Assert.True(world.Violations.Count == 0, $"seed {seed}: {world.Violations.FirstOrDefault()}");
            Assert.True(world.Statistics.NoQuorum == 0, $"seed {seed}: {world.Statistics.NoQuorum} calls ended for want of a quorum.");
        }
    }
    /// <summary>Many callers at once ask for more than the links carry: they wait their turn, and none is told that there is no quorum (sabotage <c>unbounded-batches</c>).</summary>
    [Fact]
    public void A_crowd_on_a_narrow_link_waits_its_turn()
    {
        var unanswered = 0L;
        for (var seed = 1; seed <= 20; seed++)
        {
            var plan = new WorldPlan(seed) { Clustered = false, Silos = 0, Latency = TimeSpan.FromMilliseconds(1), SyncTime = TimeSpan.FromMilliseconds(1) };
            plan.CrowdANarrowLink();
            foreach (var fault in Enum.GetValues<Fault>()) plan.SetProbability(fault, 0);
            var world = new World(plan) { Ends = violation => violation.Checker == "Quorum" };
            world.RunUntil(TimeSpan.FromSeconds(10));
            Assert.True(world.Violations.Count == 0, $"seed {seed}: {world.Violations.FirstOrDefault()}");
            Assert.True(world.Statistics.NoQuorum == 0, $"seed {seed}: {world.Statistics.NoQuorum} calls ended for want of a quorum.");
            unanswered += world.Statistics.Unanswered;
        }
        // They do ask for more than there is.
        Assert.True(unanswered > 200, $"{unanswered} calls had not enough time");
    }
}
