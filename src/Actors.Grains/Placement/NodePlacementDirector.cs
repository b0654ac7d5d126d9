using Orleans.Runtime.Placement;

namespace Actors.Grains.Placement;

/// <summary>Sends a grain to the node it is named after, and nowhere else: an acceptor on another node would be another acceptor.</summary>
internal sealed class NodePlacementDirector(LiveNodes nodes) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(nodes.Require(target.GrainIdentity.Key.ToString()!));
}
