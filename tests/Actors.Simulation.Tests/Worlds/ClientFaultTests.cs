using Actors.Simulation.Worlds;

namespace Actors.Simulation.Tests.Worlds;

/// <summary>What befalls clients is counted and can be left out like any other fault: else a failing world with clients could not be made small.</summary>
public class ClientFaultTests
{
    private static readonly Fault[] Kinds = [Fault.ClientCrash, Fault.ClientPause, Fault.ClientCutOff];

    [Fact]
    public void What_befalls_clients_goes_through_the_gate()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var whole = Run(seed, without: []);
            var happened = whole.Gate.Happened;
            Assert.All(happened, fault => Assert.Contains(fault.Fault, Kinds));
            Assert.All(Kinds, kind => Assert.Equal(happened.Count(fault => fault.Fault == kind), whole.Statistics.Faults[(int)kind]));
            Assert.InRange(whole.Statistics.Crashes, 1, whole.Statistics.Faults[(int)Fault.ClientCrash]);

            var quiet = Run(seed, [.. happened]);
            Assert.Empty(quiet.Gate.Happened);
            Assert.Equal(0, quiet.Statistics.Crashes);
            Assert.DoesNotContain("cut off", quiet.Trace!.ToString(), StringComparison.Ordinal);
        }
    }

    private static World Run(long seed, HashSet<FaultId> without)
    {
        var plan = new WorldPlan(seed) { WithoutFaults = without, Clients = 3, ThroughClients = 0.5, FaultsEnd = TimeSpan.FromSeconds(3) };
        foreach (var fault in Enum.GetValues<Fault>()) plan.SetProbability(fault, Kinds.Contains(fault) ? 0.05 : 0);
        var world = new World(plan, traced: true).Run();
        Assert.Empty(world.Violations);
        return world;
    }
}
