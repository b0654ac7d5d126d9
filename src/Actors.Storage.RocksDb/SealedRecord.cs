using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Actors.Storage.RocksDb;

/// <summary>
/// What every value in the database looks like: one byte of format, four of checksum, then the content. The checksum covers key and
/// content, so that a record found under another key is as damaged as one with a flipped bit.
/// </summary>
internal static class SealedRecord
{
    internal const byte Format = 1;
    internal const int HeaderBytes = 5;

    /// <summary>Starts a record in an empty buffer; the content is appended by the caller, then <see cref="Seal"/> ends it.</summary>
    internal static void Begin(ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        buffer.GetSpan(HeaderBytes)[0] = Format;
        buffer.Advance(HeaderBytes);
    }

    internal static ReadOnlySpan<byte> Seal(ReadOnlySpan<byte> key, ArrayBufferWriter<byte> buffer)
    {
        var record = MemoryMarshal.AsMemory(buffer.WrittenMemory).Span;
        BinaryPrimitives.WriteUInt32LittleEndian(record[1..], Checksum(key, record[HeaderBytes..]));
        return record;
    }

    /// <summary>The content of a record.</summary>
    /// <exception cref="InvalidDataException">Not a record of this format, or not the record of this key.</exception>
    internal static ReadOnlySpan<byte> Unseal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> record)
    {
        if (record.Length < HeaderBytes)
            throw new InvalidDataException($"A record has at least {HeaderBytes} bytes; this one has {record.Length}.");
        if (record[0] != Format) throw new InvalidDataException($"Expected record format {Format}, found {record[0]}.");
        var content = record[HeaderBytes..];
        if (BinaryPrimitives.ReadUInt32LittleEndian(record[1..]) != Checksum(key, content))
            throw new InvalidDataException("The checksum does not match.");
        return content;
    }

    private static uint Checksum(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content) =>
        (uint)XxHash3.HashToUInt64(content, (long)XxHash3.HashToUInt64(key));
}
