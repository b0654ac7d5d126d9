using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>Looks for the first world in which a sabotage is caught.</summary>
internal static class SabotageTrial
{
    /// <summary>What callers would notice, and not only somebody who sees into the nodes.</summary>
    private static readonly HashSet<string> Harms = ["Agreement", "Validity", "Winner", "Linearizability", "Table"];

    /// <summary>Tries seeds 1, 2, 3 and so on, with a number of acceptors.</summary>
    /// <param name="sabotage">The mistake.</param>
    /// <param name="acceptors">3 or 5.</param>
    /// <param name="worldsMax">When to give up.</param>
    /// <param name="harm">Whether only harm to callers counts: two values of one register, two winners, stale reads.</param>
    /// <returns>The seed, which is the number of worlds needed, and the violation; null if it was not caught.</returns>
    public static (long Seed, Violation Violation)? Run(Sabotage sabotage, int acceptors, int worldsMax, bool harm = false)
    {
        for (var seed = 1L; seed <= worldsMax; seed++)
        {
            var world = MakeWorld(sabotage, seed, acceptors, harm, traced: false).Run();
            if (world.Violations.FirstOrDefault(violation => !harm || Harms.Contains(violation.Checker)) is { } violation) return (seed, violation);
        }
        return null;
    }

    public static World MakeWorld(Sabotage sabotage, long seed, int acceptors, bool harm, bool traced)
    {
        var plan = (PlanChanges.None with { Acceptors = acceptors }).Apply(seed);
        return new World(plan, sabotage.Make(), traced) { Ends = violation => !harm || Harms.Contains(violation.Checker) };
    }
}
