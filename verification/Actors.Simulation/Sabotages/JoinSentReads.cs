using Actors.Engine;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A read is joined as long as it is open, even if an acceptor may have reported already: before whoever joins it came.</summary>
internal sealed class JoinSentReads : Boundary
{
    // Two silos at each node, and callers at few places: reads of one proposer meet.
    public override void Prepare(WorldPlan plan) => (plan.Silos, plan.Clients, plan.ThroughClients) = (2 * plan.Nodes, 2, 1);

    public override void OnLeaving(Batch batch)
    {
        foreach (var envelope in batch.Envelopes) envelope.Operation?.HasLeft = false;
    }
}
