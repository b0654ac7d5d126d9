using System.Buffers;

namespace Actors.Paxos.Tests;

/// <summary>Whole records to bytes and back.</summary>
internal static class Wire
{
    public delegate T Reading<out T>(ref WireReader input);

    /// <summary>Everything that the codec can read.</summary>
    public static readonly Reading<object>[] Readings =
    [
        (ref input) => PaxosCodec.ReadMessage(ref input),
        (ref input) => PaxosCodec.ReadReply(ref input),
        (ref input) => PaxosCodec.ReadState(ref input),
        (ref input) => PaxosCodec.ReadProposal(ref input),
        (ref input) => PaxosCodec.ReadKey(ref input),
    ];

    public static byte[] Bytes(object record)
    {
        var output = new ArrayBufferWriter<byte>();
        switch (record)
        {
            case AcceptorMessage message: PaxosCodec.Write(output, message); break;
            case AcceptorReply reply: PaxosCodec.Write(output, reply); break;
            case AcceptorState state: PaxosCodec.Write(output, state); break;
            case Proposal proposal: PaxosCodec.Write(output, proposal); break;
            case RegisterKey key: PaxosCodec.Write(output, key); break;
            default: throw new ArgumentException(record.GetType().Name);
        }
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads a record of the same kind as <paramref name="like"/>, to the last byte.</summary>
    public static object Read(object like, ReadOnlySpan<byte> bytes)
    {
        var input = new WireReader(bytes);
        var record = ReadingOf(like)(ref input);
        Assert.True(input.AtEnd);
        return record;
    }

    private static Reading<object> ReadingOf(object record) => Readings[record switch
    {
        AcceptorMessage => 0,
        AcceptorReply => 1,
        AcceptorState => 2,
        Proposal => 3,
        _ => 4,
    }];
}
