using System.Buffers.Binary;

namespace Actors.Paxos;

/// <summary>
/// What stands in the place of a slot that an acceptor has forgotten. It answers everything with it and votes on nothing, so a decided slot that
/// was forgotten can never be decided anew: whoever asks learns the value from those who still have it, or that it was trimmed.
/// </summary>
public static class TrimmedSlot
{
    private const string ContentType = "application/vnd.actors.trimmed";

    /// <summary>In the place of a winner.</summary>
    public static readonly Proposal Proposal =
        new(new ProposalId(new Guid("7b1f6d0a-58a9-4d0e-9c55-0f6b7b1f9a01")), new RegisterValue(ReadOnlyMemory<byte>.Empty, ContentType));

    /// <summary>What an acceptor that has forgotten a slot goes by.</summary>
    public static readonly AcceptorState State = AcceptorState.Initial with { Chosen = Proposal };

    /// <summary>A local record of an acceptor's node: it has forgotten all slots below this one.</summary>
    public static AcceptorState FloorState(SlotKey below)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, below.Slot);
        return AcceptorState.Initial with { Chosen = new Proposal(Proposal.Id, new RegisterValue(bytes, ContentType)) };
    }

    /// <summary>The slot of a <see cref="FloorState"/>; 0 if nothing was ever forgotten.</summary>
    public static long FloorOf(AcceptorState state) =>
        state.Chosen is { } chosen ? BinaryPrimitives.ReadInt64BigEndian(chosen.Value.Bytes.Span) : 0;
}
