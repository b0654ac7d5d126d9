using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace Actors.Bench.DotNext;

/// <summary>What travels between client and server: requests of an id, a length and an entry; answers of an id and an index, which is -1 if nothing was done.</summary>
internal static class Frames
{
    private const int IdBytes = 4, LengthBytes = 2, IndexBytes = 8;

    public static void WriteAnswer(PipeWriter output, uint id, long index)
    {
        var space = output.GetSpan(IdBytes + IndexBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(space, id);
        BinaryPrimitives.WriteInt64LittleEndian(space[IdBytes..], index);
        output.Advance(IdBytes + IndexBytes);
    }

    /// <summary>Takes a request off the front; false if it is not there as a whole.</summary>
    public static bool TryReadRequest(ref ReadOnlySequence<byte> input, out uint id, out byte[] entry)
    {
        (id, entry) = (0, []);
        var reader = new SequenceReader<byte>(input);
        if (!reader.TryReadLittleEndian(out int number) || !reader.TryReadLittleEndian(out short length) || reader.Remaining < length) return false;
        (id, entry) = ((uint)number, input.Slice(IdBytes + LengthBytes, length).ToArray());
        input = input.Slice(IdBytes + LengthBytes + length);
        return true;
    }
}
