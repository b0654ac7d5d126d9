using Orleans.Runtime.Placement;

namespace Actors.Grains.Placement;

/// <summary>Sends a grain to the node it is named after, and nowhere else: an acceptor on another node would be another acceptor.</summary>
internal sealed class NodePlacementDirector(LiveNodes nodes) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var node = target.GrainIdentity.Key.ToString()!;
        return nodes.Find(node) is { } silo
            ? Task.FromResult(silo)
            : throw new SiloUnavailableException($"Node '{node}' is not in the cluster at present, and {target.GrainIdentity} runs nowhere else.");
    }
}
