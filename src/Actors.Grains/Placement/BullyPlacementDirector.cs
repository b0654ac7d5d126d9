using Orleans.Runtime.Placement;

namespace Actors.Grains.Placement;

/// <summary>Sends a grain to the coordinator, as far as this node can tell who that is.</summary>
internal sealed class BullyPlacementDirector(LiveNodes nodes) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        BullyRule.Coordinator(nodes.Names) is { } coordinator && nodes.Find(coordinator) is { } silo
            ? Task.FromResult(silo)
            : throw new SiloUnavailableException("No node is active at present.");
}
