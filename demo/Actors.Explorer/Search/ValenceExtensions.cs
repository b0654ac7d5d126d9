using Actors.Explorer.Worlds;

namespace Actors.Explorer.Search;

/// <summary>Reads what can come of a world.</summary>
public static class ValenceExtensions
{
    public static Valence ValenceOf(this StateGraph graph, World world)
    {
        var prospects = graph.Of(world);
        if (prospects == Prospects.None) return Valence.Unknown;
        var someoneKnows = world.Told.Any(told => told is not null);
        return (prospects & Prospects.Both) switch
        {
            _ when !someoneKnows && prospects.HasFlag(Prospects.Hopeless) => Valence.Nothing,
            Prospects.Both => someoneKnows ? Valence.Broken : Valence.Open,
            Prospects.First => Valence.First,
            Prospects.Second => Valence.Second,
            _ => Valence.Nothing,
        };
    }
}
