using System.Buffers.Binary;
using Actors.Paxos;

namespace Actors.Engine.Identity;

/// <summary>One try of a node to start. It is a start once it was shown and opened: see <see cref="StartEngine"/>.</summary>
/// <param name="Number">One more than the last that the node's store has noted, and one more for each try found that never voted.</param>
/// <param name="Boot">Random, drawn by the process that tries: tells it from every other process, one on a copy of its store included.</param>
public sealed record StartRecord(long Number, Guid Boot)
{
    /// <summary>The greatest number that is looked at: as many starts as a store can count.</summary>
    public const long NumberMax = ProposerId.IncarnationMax;

    private const int Bytes = 24;
    private const string ContentType = "application/vnd.actors.start";

    /// <summary>What the process proposes for <see cref="NodeKeys.Start"/> and for <see cref="NodeKeys.Open"/> of this number.</summary>
    public Proposal Proposal => new(new ProposalId(Boot), new RegisterValue(Boot.ToByteArray(), ContentType));

    /// <summary>What a later process proposes for <see cref="NodeKeys.Open"/>: if it wins, the try of this number has never voted and never will.</summary>
    public static Proposal VoidOf(RegisterKey open) => IdentityProposal.Of(open, new RegisterValue("void"u8.ToArray(), ContentType));

    /// <summary>Whether a start was shown by an earlier version of this software, which voted without opening it.</summary>
    public static bool VotesUnopened(Proposal start) => start.Value.ContentType.Length == 0;

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
