using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A restarted node begins with the ballots that it used before: the incarnation is not raised, and the numbers begin where they began.</summary>
internal sealed class ReuseIncarnation : Boundary
{
    public override void Prepare(WorldPlan plan)
    {
        // Fewer starts are over before the faults are where nodes first have to show that their stores are their own.
        plan.Clustered = false;
        plan.SetProbability(Fault.CrashAfterWrite, 0.2);
    }

    public override long Incarnation(long raised) => 1;

    public override string Luck(Machine machine, long incarnation) => machine.Name;
}
