using System.Buffers;
using Actors.Paxos;

namespace Actors.Engine;

/// <summary>
/// The binary form of a request and of its answer, version 3: version, of a request the fingerprint of the sender's layout, what the record says besides its
/// messages or replies, count, then each of these as <see cref="PaxosCodec"/> has it.
/// </summary>
public static class BatchCodec
{
    /// <summary>The most messages that a batch may have: 4096.</summary>
    public const int CountMax = 4096;

    private const byte Version = 3;
    private const int NodeNameBytesMax = 64;

    // Nothing is set aside for a count that the rest of the input cannot have.
    private const int MarkBytesMin = 3, MessageBytesMin = 3, ReplyBytesMin = 1;

    /// <param name="request">The request.</param>
    /// <param name="layout">The sender's.</param>
    public static byte[] Encode(AcceptorRequest request, ClusterLayout layout)
    {
        var messages = request.Messages;
        var output = new ArrayBufferWriter<byte>(128 * messages.Count + 96);
        output.WriteByte(Version);
        output.WriteNumber(layout.Fingerprint);
        output.WriteText(request.From);
        Write(output, request.Seen);
        Write(output, request.Heard);
        output.WriteNumber(messages.Count);
        for (var i = 0; i < messages.Count; i++)
        {
            PaxosCodec.Write(output, messages[i].Key);
            PaxosCodec.Write(output, messages[i].Message);
        }
        return output.WrittenSpan.ToArray();
    }

    /// <param name="bytes">The request.</param>
    /// <param name="layout">The receiver's.</param>
    /// <exception cref="InvalidDataException">Not a request of this version, of a sender with another layout, or beyond what any sender can mean.</exception>
    public static AcceptorRequest DecodeRequest(ReadOnlySpan<byte> bytes, ClusterLayout layout)
    {
        var input = new WireReader(bytes);
        ReadVersion(ref input);
        var fingerprint = input.ReadNumber();
        var from = input.ReadText(NodeNameBytesMax);
        // A vote would count for quorums that need not meet those of this node's layout, and marks are in the order of its nodes.
        if (fingerprint != layout.Fingerprint)
            throw new InvalidDataException($"'{from}' works with other nodes or another number of acceptors than those of this node, {layout}.");
        var seen = ReadMark(ref input);
        var heard = ReadMarks(ref input, layout.Nodes.Count);
        var messages = new RegisterMessage[ReadCount(ref input, CountMax, MessageBytesMin)];
        for (var i = 0; i < messages.Length; i++) messages[i] = new RegisterMessage(PaxosCodec.ReadKey(ref input), PaxosCodec.ReadMessage(ref input));
        RequireEnd(input);
        return new AcceptorRequest(from, seen, heard, messages);
    }

    /// <summary>Writes as many of the replies as an answer has room for (<see cref="WireSize.AnswerMax"/>), one at least.</summary>
    public static byte[] Encode(AcceptorAnswer answer)
    {
        var replies = answer.Replies;
        var count = WireSize.Fitting(replies, WireSize.AnswerMax);
        var output = new ArrayBufferWriter<byte>(64 * count + 32);
        output.WriteByte(Version);
        Write(output, answer.Mark);
        Write(output, answer.Heard);
        output.WriteNumber(count);
        for (var i = 0; i < count; i++) PaxosCodec.Write(output, replies[i]);
        return output.WrittenSpan.ToArray();
    }

    /// <exception cref="InvalidDataException">Not an answer of this version.</exception>
    public static AcceptorAnswer DecodeAnswer(ReadOnlySpan<byte> bytes)
    {
        var input = new WireReader(bytes);
        ReadVersion(ref input);
        var (mark, heard) = (ReadMark(ref input), ReadMarks(ref input, CountMax));
        var replies = new AcceptorReply[ReadCount(ref input, CountMax, ReplyBytesMin)];
        for (var i = 0; i < replies.Length; i++) replies[i] = PaxosCodec.ReadReply(ref input);
        RequireEnd(input);
        return new AcceptorAnswer(mark, heard, replies);
    }

    private static void ReadVersion(ref WireReader input)
    {
        var version = input.ReadByte();
        if (version != Version) throw new InvalidDataException($"Expected version {Version} of batches, found {version}.");
    }

    private static void Write(ArrayBufferWriter<byte> output, StoreMark mark)
    {
        output.WriteNumber(mark.Incarnation);
        output.WriteNumber(mark.Sequence);
        output.WriteNumber(mark.Before);
    }

    private static void Write(ArrayBufferWriter<byte> output, IReadOnlyList<StoreMark> marks)
    {
        output.WriteNumber(marks.Count);
        for (var i = 0; i < marks.Count; i++) Write(output, marks[i]);
    }

    private static StoreMark ReadMark(ref WireReader input) =>
        new StoreMark(input.ReadNumber(), input.ReadNumber(), input.ReadNumber()) is { IsPlausible: true } mark
            ? mark
            : throw new InvalidDataException("A mark of a store is beyond what any store has come to.");

    private static StoreMark[] ReadMarks(ref WireReader input, int most)
    {
        var marks = new StoreMark[ReadCount(ref input, most, MarkBytesMin)];
        for (var i = 0; i < marks.Length; i++) marks[i] = ReadMark(ref input);
        return marks;
    }

    private static int ReadCount(ref WireReader input, int most, int bytesEach)
    {
        var count = input.ReadNumber();
        return count <= Math.Min(most, input.Left / bytesEach)
            ? (int)count
            : throw new InvalidDataException($"A batch has at most {CountMax} messages and a mark for each node; this one says {count} of one of them, and has {input.Left} bytes left.");
    }

    private static void RequireEnd(WireReader input)
    {
        if (!input.AtEnd) throw new InvalidDataException($"{input.Left} bytes follow the end of a batch.");
    }
}
