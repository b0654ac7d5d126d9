using Actors.Registers;

namespace Actors.Log.Machines;

/// <summary>All registers of a machine: the log of its commands, its snapshots, and what nodes agree their states to be.</summary>
internal sealed class MachineRegisters(IRegisters registers, string name, StateMachineOptions options)
{
    public LogSlots Log { get; } = new(registers, name);

    public SnapshotStore Snapshots { get; } = new(new LogSlots(registers, $"{name}/snapshots"), new LogSlots(registers, name), options.SnapshotBytesMax);

    public StateComparison Comparison { get; } = new(new LogSlots(registers, $"{name}/states"), options.SnapshotDistance);

    /// <summary>
    /// Gives back all that the newest snapshots make needless: a quorum holds them, for they are decided. The newest must be the caller's own, and the other
    /// what its manifest says: for one that is none, nothing is given back.
    /// </summary>
    /// <param name="own">The first slot that the snapshot which the caller has written does not contain.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task TrimAsync(long own, CancellationToken cancellationToken)
    {
        var kept = await Snapshots.FindAsync(cancellationToken).ConfigureAwait(false);
        if (kept.Count < SnapshotStore.Kept || kept[0].Manifest.Next != own || kept[^1].Manifest.Next >= own) return;
        if (await Snapshots.LoadAsync(kept[^1].Manifest, cancellationToken).ConfigureAwait(false) is null) return;
        var below = kept[^1].Manifest.Next;
        await Log.TrimAsync(below, cancellationToken).ConfigureAwait(false);
        await Comparison.TrimAsync(below, cancellationToken).ConfigureAwait(false);
        await Snapshots.TrimAsync(kept, cancellationToken).ConfigureAwait(false);
    }
}
