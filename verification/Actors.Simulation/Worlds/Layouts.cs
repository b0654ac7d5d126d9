using Actors.Engine;

namespace Actors.Simulation.Worlds;

/// <summary>The nodes that a machine works with, and how many of them keep what: as in the product, the two numbers have nothing to do with each other.</summary>
/// <param name="Registers">For what callers ask.</param>
/// <param name="Clustering">For the registers of identity and the membership table.</param>
internal sealed record Layouts(ClusterLayout Registers, ClusterLayout Clustering)
{
    public IReadOnlyList<string> Nodes => Registers.Nodes;
}
