using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>
/// A node forgets so many versions too many that it keeps none: with one too many also the latest that it knows, which nobody may have superseded;
/// with two also the next one, which nobody may have decided.
/// </summary>
internal sealed class ForgetTooManyVersions(int tooMany) : Boundary
{
    public override void Prepare(WorldPlan plan) => (plan.Silos, plan.VersionsKept) = (Math.Max(plan.Silos, 3), 1);

    public override SlotKey Forgets(SlotKey first) => new(first.Log, first.Slot + tooMany);
}
