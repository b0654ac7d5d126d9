using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>Promises are kept in memory only: after a restart just the accepted pairs are left.</summary>
internal sealed class ForgetPromise : Boundary
{
    public override void OnRestart(SimulatedDisk disk, SeededRandom random)
    {
        var image = disk.Backup();
        disk.Restore(image with { States = image.States.ToDictionary(entry => entry.Key, entry => entry.Value with { Promised = entry.Value.Accepted?.Ballot ?? Ballot.Fast }) });
    }
}
