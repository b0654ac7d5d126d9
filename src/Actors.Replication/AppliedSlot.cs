namespace Actors.Replication;

/// <summary>A slot whose turn has come: it and all before it are decided.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Entries">Its entries, those that count for nothing too.</param>
public sealed record AppliedSlot(long Slot, IReadOnlyList<AppliedEntry> Entries)
{
    /// <summary>Those that are in the log here.</summary>
    public IEnumerable<LogEntry> Fresh => Entries.Where(applied => applied.Admission == Admission.Fresh).Select(applied => applied.Entry);
}
