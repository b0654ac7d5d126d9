using Actors.Simulation.Sabotages;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Tests;

public class SabotageTests
{
    public static TheoryData<string, int> All
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var sabotage in Sabotage.All)
                foreach (var acceptors in new[] { 3, 5 })
                    data.Add(sabotage.Name, acceptors);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_is_caught(string name, int acceptors)
    {
        var caught = SabotageTrial.Run(Sabotage.Find(name)!, acceptors, worldsMax: 10_000);
        Assert.True(caught is not null, $"{name} was not caught with {acceptors} acceptors.");
    }

    [Fact]
    public void A_failing_world_is_made_smaller()
    {
        var changes = PlanChanges.None with { Acceptors = 3 };
        var sabotage = Sabotage.Find("raise-round-before-accept")!;
        var seed = SabotageTrial.Run(sabotage, 3, 5000)!.Value.Seed;
        var whole = SabotageTrial.MakeWorld(sabotage, seed, 3, harm: false, traced: true).Run();
        var (shortest, shrunk) = new Shrinker(seed, sabotage.Make, worldsMax: 300).Shrink(changes);
        Assert.True(shortest.Trace!.Count < whole.Trace!.Count, $"{whole.Trace.Count} lines became {shortest.Trace.Count}");
        Assert.Equal(shortest.Trace.ToString(), new World(shrunk.Apply(seed), sabotage.Make(), traced: true).Run().Trace!.ToString());
    }

    [Fact]
    public void An_honest_boundary_is_not_caught()
    {
        var honest = new Sabotage("none", "no mistake", () => new Boundary());
        Assert.Null(SabotageTrial.Run(honest, 3, 200));
        Assert.Null(SabotageTrial.Run(honest, 5, 200));
    }
}
