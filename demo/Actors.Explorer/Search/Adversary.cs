using Actors.Explorer.Worlds;

namespace Actors.Explorer.Search;

/// <summary>Chooses the order of things, as Fischer, Lynch and Paterson (1985) let it, so that nothing is decided for as long as it can be helped.</summary>
public static class Adversary
{
    /// <summary>Its move in <paramref name="world"/>; null when it has none that helps it.</summary>
    public static Move? Next(StateGraph graph, World world) =>
        KeepingOpen(graph, world) ?? Leading(graph, world, Valence.Broken) ?? Leading(graph, world, Valence.Nothing);

    /// <summary>A move that harms nobody and after which both outcomes are open. Being slow is enough, so it loses nothing.</summary>
    public static Move? KeepingOpen(StateGraph graph, World world) => world.MovesThatMatter()
        .Where(move => move.Kind is MoveKind.Act or MoveKind.Deliver && graph.ValenceOf(world.Apply(move)) == Valence.Open)
        .Select(move => (Move?)move)
        .FirstOrDefault();

    private static Move? Leading(StateGraph graph, World world, Valence valence) => world.MovesThatMatter()
        .Where(move => graph.ValenceOf(world.Apply(move)) == valence)
        .Select(move => (Move?)move)
        .FirstOrDefault();
}
