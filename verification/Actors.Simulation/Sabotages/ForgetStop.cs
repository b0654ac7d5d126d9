using Actors.Engine;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>What nodes record of all stores when they stop is not looked at when they start.</summary>
internal sealed class ForgetStop : Boundary
{
    public override void Prepare(WorldPlan plan)
    {
        plan.Clustered = true;
        plan.SetProbability(Fault.OlderDisk, 0.5);
        plan.SetProbability(Fault.StopAll, 0.02);
    }

    public override IReadOnlyList<StoreMark> Recalls(IReadOnlyList<StoreMark> recorded) => [];
}
