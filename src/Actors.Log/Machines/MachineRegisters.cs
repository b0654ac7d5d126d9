using Actors.Registers;

namespace Actors.Log.Machines;

/// <summary>All registers of a machine: the log of its commands, its snapshots, and what nodes agree their states to be.</summary>
internal sealed class MachineRegisters(IRegisters registers, string name, int snapshotDistance)
{
    public LogSlots Log { get; } = new(registers, name);

    public SnapshotStore Snapshots { get; } = new(new LogSlots(registers, $"{name}/snapshots"));

    public StateComparison Comparison { get; } = new(new LogSlots(registers, $"{name}/states"), snapshotDistance);

    /// <summary>Gives back all that the newest snapshots make needless: a quorum holds them, for they are decided.</summary>
    public async Task TrimAsync(CancellationToken cancellationToken)
    {
        var kept = await Snapshots.FindAsync(cancellationToken).ConfigureAwait(false);
        if (kept.Count < SnapshotStore.Kept) return;
        var below = kept[^1].Manifest.Next;
        await Log.TrimAsync(below, cancellationToken).ConfigureAwait(false);
        await Comparison.TrimAsync(below, cancellationToken).ConfigureAwait(false);
        await Snapshots.TrimAsync(kept, cancellationToken).ConfigureAwait(false);
    }
}
