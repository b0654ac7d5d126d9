using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>Layouts are not bound: a node that was started with another list of nodes works with it, and nobody notices.</summary>
internal sealed class TwoNodeLists : Boundary
{
    public override void Prepare(WorldPlan plan)
    {
        plan.Clustered = true;
        plan.SetAcceptors(plan.Acceptors, more: 1);
    }

    public override Layouts Bound(Layouts own, Layouts right) => right;
}
