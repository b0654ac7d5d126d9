using System.Buffers.Binary;
using System.Numerics;

namespace Actors.Storage.RocksDb;

/// <summary>
/// A record of a write-ahead log: masked CRC-32C (4 bytes), length (2), type (1) and content. A file is blocks of 32 KiB; a batch is one record, or several
/// where it meets the end of a block, and fewer bytes than a header at the end of a block are padding.
/// </summary>
internal static class LogRecord
{
    internal const int BlockBytes = 32 * 1024, HeaderBytes = 7;

    private const byte Full = 1, FirstPart = 2, MiddlePart = 3, LastPart = 4;

    internal static bool Begins(ReadOnlySpan<byte> record) => record[6] is Full or FirstPart;

    internal static bool Ends(ReadOnlySpan<byte> record) => record[6] is Full or LastPart;

    /// <summary>The length that the bytes claim for the record that they start with; null if they are fewer than a header.</summary>
    internal static int? ClaimedLength(ReadOnlySpan<byte> bytes) =>
        bytes.Length < HeaderBytes ? null : HeaderBytes + BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]);

    /// <summary>The length of the good record that the bytes start with; null if they start with none.</summary>
    internal static int? Length(ReadOnlySpan<byte> bytes)
    {
        if (ClaimedLength(bytes) is not { } length || length > bytes.Length || bytes[6] is < Full or > LastPart) return null;
        return Checksum(bytes[6..length]) == BinaryPrimitives.ReadUInt32LittleEndian(bytes) ? length : null;
    }

    /// <summary>The checksum of a record's type and content.</summary>
    internal static uint Checksum(ReadOnlySpan<byte> typeAndContent) => Masked(Crc32C(typeAndContent));

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
