using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A silo that looks for the latest version takes a forgotten one for one that is not there yet.</summary>
internal sealed class ForgottenIsUndecided : Boundary
{
    public override void Prepare(WorldPlan plan) => (plan.Silos, plan.VersionsKept) = (Math.Max(plan.Silos, 3), 1);

    public override Proposal? OnVersion(Proposal? winner) => winner == TrimmedSlot.Proposal ? null : winner;
}
