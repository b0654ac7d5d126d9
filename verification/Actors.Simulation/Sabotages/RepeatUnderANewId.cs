using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>Whoever was not answered proposes the same value as a new proposal: the first one may have won, and its caller is told that it lost.</summary>
internal sealed class RepeatUnderANewId : Boundary
{
    public override void Prepare(WorldPlan plan) => plan.Silos = Math.Max(plan.Silos, 2);

    public override Proposal OnRepeat(Proposal proposal, SeededRandom random) => proposal with { Id = new ProposalId(random.NextGuid()) };
}
