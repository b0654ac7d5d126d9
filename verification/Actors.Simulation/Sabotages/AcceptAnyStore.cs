using Actors.Engine.Identity;
using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A node votes with whatever store is there in place of one that was added at a later start, whichever its register names.</summary>
internal sealed class AcceptAnyStore : Boundary
{
    public override void Prepare(WorldPlan plan) => AddedStores.Prepare(plan);

    public override Proposal OnDecided(StartStep.Decide decide, Proposal winner) => AddedStores.IsBoundBy(decide) ? decide.Proposal : winner;
}
