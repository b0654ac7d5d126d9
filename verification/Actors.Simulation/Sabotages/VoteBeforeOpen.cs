using Actors.Engine.Identity;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A node votes as soon as its start was shown: a later process that finds it unopened takes it for one that never voted.</summary>
internal sealed class VoteBeforeOpen : Boundary
{
    public override void Prepare(WorldPlan plan)
    {
        plan.Clustered = true;
        plan.SetProbability(Fault.OlderDisk, 0.5);
        plan.SetProbability(Fault.Crash, 0.05);
    }

    public override TimeSpan OnNoted(VotingGate gate)
    {
        gate.Open();
        return TimeSpan.FromMilliseconds(500);
    }
}
