using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Steps;

/// <summary>Says how a world stands.</summary>
internal static class Assessor
{
    public static Verdict Judge(Scenario scenario, World world)
    {
        if (world.Disagrees) return new Verdict(VerdictKind.Disagreement, $"Disagreement: {Beliefs(world)}.");
        if (world.IsStuck) return world.Protocol.Hopeless(world);
        if (!world.Protocol.IsOpenEnded && scenario.Graph.Of(world).HasFlag(Prospects.Hopeless)) return world.Protocol.Hopeless(world);
        if (world.IsSettled) return new Verdict(VerdictKind.Fine, $"Decided: {world.Told.First(told => told is not null)}. Everybody who asked knows it, and nobody believes anything else.");
        return world.Told.All(told => told is null) ? world.Protocol.Undecided(world) : new Verdict(VerdictKind.Open, $"Decided, but not yet known to all: {Beliefs(world)}.");
    }

    private static string Beliefs(World world) => string.Join(", ", world.Protocol.Lanes
        .Zip(world.Told, (lane, told) => (lane.Name, Told: told))
        .Where(caller => caller.Told is not null)
        .Select(caller => $"{caller.Name} believes {caller.Told}"));
}
