using Actors.Engine;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A read is joined as long as it is open, even if an acceptor may have reported already: before whoever joins it came.</summary>
internal sealed class JoinSentReads : Boundary
{
    public override void OnLeaving(Batch batch)
    {
        foreach (var envelope in batch.Envelopes) envelope.Operation?.HasLeft = false;
    }
}
