using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>All that waits for a node travels together: nothing is answered before the last byte of it has left, and the node seems to be gone.</summary>
internal sealed class UnboundedBatches : Boundary
{
    public override void Prepare(WorldPlan plan)
    {
        plan.CrowdANarrowLink();
        plan.Options.BatchBytesMax = 16 * 1024 * 1024;
    }
}
