using System.Buffers.Binary;
using RocksDbSharp;

namespace Actors.Storage.RocksDb;

/// <summary>
/// Ends each batch in the write-ahead log: up to which of RocksDB's sequence numbers the log was synced when the batch was written. What is missing from a log
/// was lost by a power loss if no later batch says that it was synced; otherwise the disk has lost what was on it.
/// </summary>
/// <remarks>Log data in the words of RocksDB: it is in the log only, counts for no sequence number, and recovery passes over it.</remarks>
internal static class SyncMark
{
    private const int SequenceBytes = sizeof(ulong), Tag = 3;

    // The last byte is not zero: a batch whose end is zeros was not written to its end.
    private static ReadOnlySpan<byte> Name => "synced"u8;

    /// <param name="batch">What is to be written next.</param>
    /// <param name="synced">The last sequence number known to be synced in this opening; 0 if none is yet.</param>
    internal static void Append(WriteBatch batch, ulong synced)
    {
        var mark = new byte[SequenceBytes + Name.Length];
        BinaryPrimitives.WriteUInt64BigEndian(mark, synced);
        Name.CopyTo(mark.AsSpan(SequenceBytes));
        batch.PutLogData(mark, (ulong)mark.Length);
    }

    /// <summary>What a batch says; null if it has no mark: versions before this one wrote none.</summary>
    internal static ulong? Of(ReadOnlySpan<byte> batch)
    {
        var length = SequenceBytes + Name.Length;
        if (batch.Length < 2 + length || !batch.EndsWith(Name)) return null;
        var mark = batch[^(2 + length)..];
        return mark[0] == Tag && mark[1] == length ? BinaryPrimitives.ReadUInt64BigEndian(mark[2..]) : null;
    }
}
