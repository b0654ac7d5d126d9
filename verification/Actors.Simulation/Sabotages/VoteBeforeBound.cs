using Actors.Engine.Identity;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A node votes with a store that was added before the register that binds it is decided.</summary>
internal sealed class VoteBeforeBound : Boundary
{
    public override void Prepare(WorldPlan plan) => AddedStores.Prepare(plan);

    public override void OnStep(VotingGate gate, StartStep step)
    {
        if (step is StartStep.Decide decide && AddedStores.IsBoundBy(decide)) gate.Open();
    }
}
