namespace Actors.Replication;

/// <summary>What somebody wants in the log.</summary>
/// <param name="id">Its id.</param>
/// <param name="payload">Its bytes, at most <see cref="SlotBatch.BytesMax"/>; must not be changed afterwards.</param>
public sealed class LogEntry(EntryId id, ReadOnlyMemory<byte> payload)
{
    public EntryId Id => id;

    public ReadOnlyMemory<byte> Payload => payload;

    /// <inheritdoc/>
    public override string ToString() => $"{id}, {payload.Length} bytes";
}
