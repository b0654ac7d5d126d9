using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>The gate is not there: a node votes with whatever disk it wakes up with, whether its start has shown that it is its own or not.</summary>
internal sealed class VoteWithForeignStore : Boundary
{
    public override void Prepare(WorldPlan plan) => plan.Clustered = true;

    public override bool Admits(VotingGate gate, IReadOnlyList<RegisterMessage> messages) => true;
}
