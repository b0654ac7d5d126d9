using Actors.Engine;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A log is read to its end after a power loss, with what stands after a write that is missing: slots are deleted and their floor is lost.</summary>
internal sealed class RecoverPastHole : Boundary
{
    public override void Prepare(WorldPlan plan)
    {
        plan.Trims = true;
        // Only what comes between the trimming and the next synced write shows it.
        plan.SetProbability(Fault.CrashInWrite, 0.2);
        plan.SetProbability(Fault.LoseUnsynced, 1);
    }

    public override IRegisterStore Open(SimulatedDisk disk)
    {
        disk.Recovered = log => log.OfType<DiskWrite>();
        return disk;
    }
}
