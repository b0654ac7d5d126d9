using System.Buffers.Binary;
using System.Numerics;
using Actors.Engine;

namespace Actors.Storage.RocksDb;

/// <summary>
/// Tells a write-ahead log that a crash cut short from one that lost what was on disk. RocksDB takes a record that claims to reach past the
/// end of the file, or a stretch of zeros, for the end of the log, and drops all that follows without a word; an acceptor must not
/// forget that way (Alagappan et al., <i>Protocol-Aware Recovery for Consensus-Based Storage</i>, section 3.3).
/// </summary>
/// <remarks>
/// After the first bad record nothing may be a good one: a crash tears the end only. Damage to the very last record cannot be told
/// from a tear. The format: blocks of 32 KiB; in them records of masked CRC-32C (4 bytes), length (2), type (1) and content.
/// </remarks>
internal static class WriteAheadLog
{
    private const int BlockBytes = 32 * 1024, HeaderBytes = 7, LastType = 4;

    /// <exception cref="StoreException">A log is missing or damaged.</exception>
    internal static void Check(string database, string store)
    {
        var logs = Directory.Exists(database) ? Directory.GetFiles(database, "*.log") : [];
        if (logs.Length == 0)
            throw new StoreException(
                $"The store at '{store}' has no write-ahead log: files are missing from '{database}'. "
                + $"Put them back. If they are lost: {StoreAdvice.Replace}");
        foreach (var log in logs)
        {
            using var file = File.OpenRead(log);
            if (FindDamage(file) is { } offset)
                throw new StoreException(
                    $"The store at '{store}' is damaged: '{log}' is unreadable at byte {offset}, before its end. "
                    + $"What was written there is lost. {StoreAdvice.Replace}");
        }
    }

    /// <summary>Where the first bad record is, if a good one follows; null for a whole or a torn log.</summary>
    internal static long? FindDamage(Stream log)
    {
        var buffer = new byte[BlockBytes];
        long? bad = null;
        for (long start = 0; ; start += BlockBytes)
        {
            var block = buffer.AsSpan(0, log.ReadAtLeast(buffer, BlockBytes, throwOnEndOfStream: false));
            var offset = bad is null ? GoodBytes(block) : 0;
            // Fewer bytes than a header are padding at the end of a block, and a torn header at the end of the file.
            if (block.Length - offset >= HeaderBytes) bad ??= start + offset;
            if (bad is not null && HasRecord(block[offset..])) return bad;
            if (block.Length < BlockBytes) return null;
        }
    }

    private static int GoodBytes(ReadOnlySpan<byte> block)
    {
        var offset = 0;
        while (RecordLength(block[offset..]) is { } length) offset += length;
        return offset;
    }

    private static bool HasRecord(ReadOnlySpan<byte> bytes)
    {
        for (var offset = 0; offset < bytes.Length; offset++)
            if (RecordLength(bytes[offset..]) is not null)
                return true;
        return false;
    }

    /// <summary>The length of the good record that the bytes start with, null if they start with none.</summary>
    private static int? RecordLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || bytes[6] is 0 or > LastType) return null;
        var length = HeaderBytes + BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]);
        if (length > bytes.Length) return null;
        return Masked(Crc32C(bytes[6..length])) == BinaryPrimitives.ReadUInt32LittleEndian(bytes) ? length : null;
    }

    private static uint Masked(uint crc) => BitOperations.RotateRight(crc, 15) + 0xa282ead8;

    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes) crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
