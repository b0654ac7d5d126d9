using System.Buffers;
using Actors.Paxos;

namespace Actors.Engine;

/// <summary>The binary form of a batch of messages and of its replies: version, count, then each as <see cref="PaxosCodec"/> has it.</summary>
public static class BatchCodec
{
    /// <summary>The most messages that a batch may have: 4096.</summary>
    public const int CountMax = 4096;

    public static byte[] Encode(IReadOnlyList<RegisterMessage> messages)
    {
        var output = new ArrayBufferWriter<byte>(128 * messages.Count + 16);
        PaxosCodec.WriteVersion(output);
        output.WriteNumber(messages.Count);
        for (var i = 0; i < messages.Count; i++)
        {
            PaxosCodec.Write(output, messages[i].Key);
            PaxosCodec.Write(output, messages[i].Message);
        }
        return output.WrittenSpan.ToArray();
    }

    /// <exception cref="InvalidDataException">Not a batch of this version.</exception>
    public static RegisterMessage[] DecodeMessages(ReadOnlySpan<byte> bytes)
    {
        var input = new WireReader(bytes);
        var messages = new RegisterMessage[ReadCount(ref input)];
        for (var i = 0; i < messages.Length; i++) messages[i] = new RegisterMessage(PaxosCodec.ReadKey(ref input), PaxosCodec.ReadMessage(ref input));
        return messages;
    }

    public static byte[] Encode(IReadOnlyList<AcceptorReply> replies)
    {
        var output = new ArrayBufferWriter<byte>(64 * replies.Count + 16);
        PaxosCodec.WriteVersion(output);
        output.WriteNumber(replies.Count);
        for (var i = 0; i < replies.Count; i++) PaxosCodec.Write(output, replies[i]);
        return output.WrittenSpan.ToArray();
    }

    /// <exception cref="InvalidDataException">Not the replies to a batch of this version.</exception>
    public static AcceptorReply[] DecodeReplies(ReadOnlySpan<byte> bytes)
    {
        var input = new WireReader(bytes);
        var replies = new AcceptorReply[ReadCount(ref input)];
        for (var i = 0; i < replies.Length; i++) replies[i] = PaxosCodec.ReadReply(ref input);
        return replies;
    }

    private static int ReadCount(ref WireReader input)
    {
        PaxosCodec.ReadVersion(ref input);
        return input.ReadNumber() is <= CountMax and var count
            ? (int)count
            : throw new InvalidDataException($"A batch has at most {CountMax} messages.");
    }
}
