using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A restarted node begins with the ballots that it used before: the incarnation is not raised.</summary>
internal sealed class ReuseIncarnation : Boundary
{
    public override long Incarnation(long raised) => 1;
}
