namespace Actors.Storage.RocksDb;

/// <summary>A whole batch in a write-ahead log.</summary>
/// <param name="Start">Its first byte in the file.</param>
/// <param name="End">The byte after it.</param>
/// <param name="First">The sequence number of its first change.</param>
/// <param name="Last">That of its last one.</param>
/// <param name="Synced">Up to which sequence number all was synced when it was written: all before it, unless its <see cref="SyncMark"/> says less.</param>
internal readonly record struct LoggedBatch(long Start, long End, ulong First, ulong Last, ulong Synced);
