using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A node comes back with the disk it had at its last start, restored from a backup, and votes.</summary>
internal sealed class OlderDisk : Boundary
{
    private readonly Dictionary<SimulatedDisk, (Dictionary<RegisterKey, AcceptorState> States, long Incarnation)> _backups = [];

    public override void OnRestart(SimulatedDisk disk, SeededRandom random)
    {
        var now = disk.Backup();
        if (_backups.TryGetValue(disk, out var backup) && random.Chance(0.5)) disk.Restore(backup.States, backup.Incarnation);
        _backups[disk] = now;
    }
}
