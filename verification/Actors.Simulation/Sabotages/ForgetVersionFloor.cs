using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>What <see cref="ForgetFloor"/> does, to the versions of the membership table alone: a node answers "undecided" for those that it has forgotten.</summary>
internal sealed class ForgetVersionFloor : ForgetFloor
{
    public override void Prepare(WorldPlan plan) => (plan.Trims, plan.Silos, plan.VersionsKept) = (false, Math.Max(plan.Silos, 3), 1);
}
