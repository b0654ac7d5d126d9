using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A caller is told that it won because the register holds an equal value, although another's proposal won.</summary>
internal sealed class WonByValue : Boundary
{
    public override bool Won(Proposal own, Proposal holds) => own.Value.Equals(holds.Value);
}
