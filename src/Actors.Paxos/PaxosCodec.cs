using System.Buffers;

namespace Actors.Paxos;

/// <summary>
/// The one binary form of messages, replies and states, on the wire and on disk. Version 1, pinned by golden files: numbers are
/// LEB128, text and bytes are prefixed by their length, every record starts with a byte that says what it is.
/// </summary>
/// <remarks>
/// Every reading method throws <see cref="InvalidDataException"/>, and nothing else, for bytes that are no such record. Messages are bounded besides: a ballot beyond
/// <see cref="Ballot.RoundMax"/> that was stored could never be overtaken. Replies and states are not, for they tell what stores hold already.
/// </remarks>
public static class PaxosCodec
{
    /// <summary>The version that <see cref="WriteVersion"/> writes and <see cref="ReadVersion"/> demands.</summary>
    public const byte Version = 1;

    private const byte None = 0, Some = 1;
    private const byte PrepareKind = 1, AcceptKind = 2, LearnKind = 3, ReadKind = 4, TrimKind = 5;
    private const byte PromiseKind = 1, AcceptedKind = 2, NackKind = 3, ReportKind = 4, ChosenKind = 5, LearnedKind = 6;
    private const byte OpenState = 1, ChosenState = 2;

    public static void WriteVersion(IBufferWriter<byte> output) => output.WriteByte(Version);

    /// <exception cref="InvalidDataException">The other side speaks another version.</exception>
    public static void ReadVersion(ref WireReader input)
    {
        var version = input.ReadByte();
        if (version != Version) throw new InvalidDataException($"Expected version {Version} of the wire format, found {version}.");
    }

    public static void Write(IBufferWriter<byte> output, RegisterKey key) => output.WriteText(key.Value);

    public static RegisterKey ReadKey(ref WireReader input)
    {
        var name = input.ReadText(RegisterKey.MaxBytes);
        try
        {
            return new RegisterKey(name);
        }
        catch (ArgumentException refused)
        {
            throw Malformed(refused);
        }
    }

    public static void Write(IBufferWriter<byte> output, AcceptorMessage message)
    {
        switch (message)
        {
            case Prepare prepare: output.WriteByte(PrepareKind); Write(output, prepare.Ballot); break;
            case Accept accept: output.WriteByte(AcceptKind); Write(output, accept.Ballot); Write(output, accept.Proposal); break;
            case Learn learn: output.WriteByte(LearnKind); Write(output, learn.Proposal); break;
            case Read: output.WriteByte(ReadKind); break;
            case Trim: output.WriteByte(TrimKind); break;
            default: throw new ArgumentException($"Unknown message {message.GetType().Name}.", nameof(message));
        }
    }

    public static AcceptorMessage ReadMessage(ref WireReader input) => input.ReadByte() switch
    {
        PrepareKind => new Prepare(ReadProposedBallot(ref input)),
        AcceptKind => new Accept(ReadProposedBallot(ref input), ReadProposal(ref input)),
        LearnKind => new Learn(ReadProposal(ref input)),
        ReadKind => new Read(),
        TrimKind => new Trim(),
        var kind => throw new InvalidDataException($"Unknown kind of message: {kind}."),
    };

    public static void Write(IBufferWriter<byte> output, AcceptorReply reply)
    {
        switch (reply)
        {
            case Promise promise: output.WriteByte(PromiseKind); Write(output, promise.Ballot); Write(output, promise.Accepted); break;
            case Accepted accepted: output.WriteByte(AcceptedKind); Write(output, accepted.Ballot); break;
            case Nack nack: output.WriteByte(NackKind); Write(output, nack.Ballot); Write(output, nack.Promised); Write(output, nack.Pair); break;
            case Report report: output.WriteByte(ReportKind); Write(output, report.Promised); Write(output, report.Accepted); break;
            case Chosen chosen: output.WriteByte(ChosenKind); Write(output, chosen.Proposal); break;
            case Learned: output.WriteByte(LearnedKind); break;
            default: throw new ArgumentException($"Unknown reply {reply.GetType().Name}.", nameof(reply));
        }
    }

    public static AcceptorReply ReadReply(ref WireReader input) => input.ReadByte() switch
    {
        PromiseKind => new Promise(ReadBallot(ref input), ReadPair(ref input)),
        AcceptedKind => new Accepted(ReadBallot(ref input)),
        NackKind => new Nack(ReadBallot(ref input), ReadBallot(ref input), ReadPair(ref input)),
        ReportKind => new Report(ReadBallot(ref input), ReadPair(ref input)),
        ChosenKind => new Chosen(ReadProposal(ref input)),
        LearnedKind => new Learned(),
        var kind => throw new InvalidDataException($"Unknown kind of reply: {kind}."),
    };

    /// <summary>Writes a state. Once chosen, the value is all that matters: ballots are not kept.</summary>
    public static void Write(IBufferWriter<byte> output, AcceptorState state)
    {
        if (state.Chosen is { } chosen)
        {
            output.WriteByte(ChosenState);
            Write(output, chosen);
            return;
        }
        output.WriteByte(OpenState);
        Write(output, state.Promised);
        Write(output, state.Accepted);
    }

    public static AcceptorState ReadState(ref WireReader input) => input.ReadByte() switch
    {
        OpenState => new AcceptorState(ReadBallot(ref input), ReadPair(ref input), null),
        ChosenState => AcceptorState.Initial with { Chosen = ReadProposal(ref input) },
        var kind => throw new InvalidDataException($"Unknown kind of state: {kind}."),
    };

    public static void Write(IBufferWriter<byte> output, Proposal proposal)
    {
        proposal.Id.Value.TryWriteBytes(output.GetSpan(16), bigEndian: true, out _);
        output.Advance(16);
        output.WriteText(proposal.Value.ContentType);
        output.WriteBytes(proposal.Value.Bytes.Span);
    }

    public static Proposal ReadProposal(ref WireReader input)
    {
        var id = new Guid(input.ReadExactly(16), bigEndian: true);
        var contentType = input.ReadText(RegisterValue.MaxContentTypeLength);
        var bytes = input.ReadBytes(RegisterValue.MaxBytes).ToArray();
        try
        {
            return new Proposal(new ProposalId(id), new RegisterValue(bytes, contentType));
        }
        catch (ArgumentException refused)
        {
            throw Malformed(refused);
        }
    }

    private static void Write(IBufferWriter<byte> output, Ballot ballot)
    {
        output.WriteNumber(ballot.Round);
        if (ballot.IsFast) return;
        output.WriteText(ballot.Proposer.Node);
        output.WriteNumber(ballot.Proposer.Incarnation);
        output.WriteNumber(ballot.Proposer.Sequence);
    }

    private static Ballot ReadBallot(ref WireReader input)
    {
        var round = input.ReadNumber();
        if (round == 0) return Ballot.Fast;
        var (node, incarnation, sequence) = (input.ReadText(ProposerId.MaxNodeBytes), input.ReadNumber(), input.ReadNumber());
        try
        {
            return new Ballot(round, new ProposerId(node, incarnation, sequence));
        }
        catch (ArgumentException refused)
        {
            throw Malformed(refused);
        }
    }

    private static Ballot ReadProposedBallot(ref WireReader input)
    {
        var ballot = ReadBallot(ref input);
        return ballot is { Round: <= Ballot.RoundMax, Proposer: { Incarnation: <= ProposerId.IncarnationMax, Sequence: <= ProposerId.SequenceMax } }
            ? ballot
            : throw new InvalidDataException(
                $"Ballot {ballot} is beyond what is proposed: round {Ballot.RoundMax}, incarnation {ProposerId.IncarnationMax}, sequence {ProposerId.SequenceMax}.");
    }

    private static void Write(IBufferWriter<byte> output, AcceptedPair? pair)
    {
        output.WriteByte(pair is null ? None : Some);
        if (pair is null) return;
        Write(output, pair.Ballot);
        Write(output, pair.Proposal);
    }

    private static AcceptedPair? ReadPair(ref WireReader input) => input.ReadByte() switch
    {
        None => null,
        Some => new AcceptedPair(ReadBallot(ref input), ReadProposal(ref input)),
        var mark => throw new InvalidDataException($"Unknown mark of an accepted pair: {mark}."),
    };

    private static InvalidDataException Malformed(ArgumentException refused) => new(refused.Message, refused);
}
