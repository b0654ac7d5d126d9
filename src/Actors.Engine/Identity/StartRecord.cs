using System.Buffers.Binary;
using Actors.Paxos;

namespace Actors.Engine.Identity;

/// <summary>One start of a node.</summary>
/// <param name="Number">1 for the first that was ever shown, then one more for each.</param>
/// <param name="Boot">Random: tells it from every other that would have the same number.</param>
public sealed record StartRecord(long Number, Guid Boot)
{
    private const int Bytes = 24;

    /// <summary>What the node proposes for the register of this number.</summary>
    public Proposal Proposal => new(new ProposalId(Boot), new RegisterValue(Boot.ToByteArray(), ""));

    public RegisterValue Encode()
    {
        var bytes = new byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Number);
        Boot.TryWriteBytes(bytes.AsSpan(8), bigEndian: true, out _);
        return new RegisterValue(bytes, "");
    }

    /// <exception cref="ArgumentException">The value is no start.</exception>
    public static StartRecord Decode(RegisterValue value) => value.Bytes.Span is { Length: Bytes } bytes
        ? new StartRecord(BinaryPrimitives.ReadInt64BigEndian(bytes), new Guid(bytes[8..], bigEndian: true))
        : throw new ArgumentException($"{value} is no start of a node.", nameof(value));
}
