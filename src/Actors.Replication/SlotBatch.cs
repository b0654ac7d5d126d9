using System.Buffers;
using Actors.Paxos;

namespace Actors.Replication;

/// <summary>
/// What a slot holds: entries that were decided together, in their order. None at all is what fills a gap. Binary form, version 1: version, count, then
/// for each entry its id (16 bytes), its <see cref="EntryId.Since"/> and its payload.
/// </summary>
public sealed class SlotBatch
{
    /// <summary>The most entries of a slot: 256.</summary>
    public const int CountMax = 256;

    /// <summary>The most bytes of a payload: 60 KiB.</summary>
    public const int BytesMax = 60 * 1024;

    /// <summary>The most that all entries of a slot may take: 62 KiB, so that they fit into a register.</summary>
    public const int SizeMax = 62 * 1024;

    // 16 bytes of id, at most 10 of since and 3 of length.
    private const int EntryBytesMax = 32;

    /// <summary>Nothing: fills a gap.</summary>
    public static readonly SlotBatch Empty = new([]);

    private const string ContentType = "application/vnd.actors.slot";

    /// <exception cref="ArgumentException">Too many entries, or too many bytes.</exception>
    public SlotBatch(IReadOnlyList<LogEntry> entries)
    {
        if (entries.Count > CountMax) throw new ArgumentException($"A slot has at most {CountMax} entries; these are {entries.Count}.", nameof(entries));
        if (entries.Sum(SizeOf) is > SizeMax and var size)
            throw new ArgumentException($"The entries of a slot take at most {SizeMax} bytes; these take {size}.", nameof(entries));
        Entries = entries;
    }

    /// <summary>What an entry takes of a slot, in bytes.</summary>
    public static int SizeOf(LogEntry entry) => entry.Payload.Length + EntryBytesMax;

    public IReadOnlyList<LogEntry> Entries { get; }

    public RegisterValue Encode()
    {
        var output = new ArrayBufferWriter<byte>(64 + Entries.Sum(SizeOf));
        PaxosCodec.WriteVersion(output);
        output.WriteNumber(Entries.Count);
        foreach (var entry in Entries)
        {
            entry.Id.Value.TryWriteBytes(output.GetSpan(16), bigEndian: true, out _);
            output.Advance(16);
            output.WriteNumber(entry.Id.Since);
            output.WriteBytes(entry.Payload.Span);
        }
        return new RegisterValue(output.WrittenMemory, ContentType);
    }

    /// <summary>What a decided slot holds. Anybody may have written anything there: what is no batch is nothing to everybody alike.</summary>
    public static SlotBatch Decode(RegisterValue value)
    {
        if (value.ContentType != ContentType) return Empty;
        try
        {
            var input = new WireReader(value.Bytes.Span);
            PaxosCodec.ReadVersion(ref input);
            var entries = new LogEntry[input.ReadNumber() is <= CountMax and var count ? (int)count : throw new InvalidDataException("Too many entries.")];
            for (var i = 0; i < entries.Length; i++)
            {
                var id = new EntryId(new Guid(input.ReadExactly(16), bigEndian: true), input.ReadNumber());
                entries[i] = new LogEntry(id, input.ReadBytes(BytesMax).ToArray());
            }
            return new SlotBatch(entries);
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException)
        {
            return Empty;
        }
    }
}
