using System.Buffers;
using Actors.Paxos;

namespace Actors.Grains;

/// <summary>How the types of <c>Actors.Paxos</c>, which know nothing of Orleans, travel with it.</summary>
[GenerateSerializer, Immutable, Alias("actors.proposal")]
public readonly struct ProposalSurrogate
{
    [Id(0)] public readonly byte[] Bytes;

    public ProposalSurrogate(byte[] bytes) => Bytes = bytes;
}

/// <inheritdoc cref="ProposalSurrogate"/>
[RegisterConverter]
public sealed class ProposalConverter : IConverter<Proposal, ProposalSurrogate>
{
    /// <exception cref="InvalidDataException">The bytes are no proposal.</exception>
    public Proposal ConvertFromSurrogate(in ProposalSurrogate surrogate)
    {
        var input = new WireReader(surrogate.Bytes);
        var proposal = PaxosCodec.ReadProposal(ref input);
        return input.AtEnd ? proposal : throw new InvalidDataException($"{input.Left} bytes follow a proposal.");
    }

    public ProposalSurrogate ConvertToSurrogate(in Proposal value)
    {
        var output = new ArrayBufferWriter<byte>(64 + value.Value.ContentType.Length + value.Value.Bytes.Length);
        PaxosCodec.Write(output, value);
        return new ProposalSurrogate(output.WrittenSpan.ToArray());
    }
}

/// <inheritdoc cref="ProposalSurrogate"/>
[GenerateSerializer, Immutable, Alias("actors.outcome")]
public readonly struct OutcomeSurrogate
{
    [Id(0)] public readonly OutcomeKind Kind;
    [Id(1)] public readonly Proposal? Proposal;
    [Id(2)] public readonly int Answered;
    [Id(3)] public readonly int Rounds;

    public OutcomeSurrogate(OutcomeKind kind, Proposal? proposal, int answered, int rounds) =>
        (Kind, Proposal, Answered, Rounds) = (kind, proposal, answered, rounds);
}

/// <inheritdoc cref="ProposalSurrogate"/>
[RegisterConverter]
public sealed class OutcomeConverter : IConverter<Outcome, OutcomeSurrogate>
{
    /// <exception cref="InvalidDataException">No outcome: of no known kind, decided without a winner or with one although it is not, or with counts below 0.</exception>
    public Outcome ConvertFromSurrogate(in OutcomeSurrogate surrogate) =>
        Enum.IsDefined(surrogate.Kind) && surrogate is { Answered: >= 0, Rounds: >= 0 } && surrogate.Kind == OutcomeKind.Decided == surrogate.Proposal is not null
            ? new(surrogate.Kind, surrogate.Proposal, surrogate.Answered, surrogate.Rounds)
            : throw new InvalidDataException($"{surrogate.Kind} after {surrogate.Rounds} rounds and {surrogate.Answered} answers is no outcome.");

    public OutcomeSurrogate ConvertToSurrogate(in Outcome value) => new(value.Kind, value.Proposal, value.Answered, value.Rounds);
}

/// <inheritdoc cref="ProposalSurrogate"/>
[GenerateSerializer, Immutable, Alias("actors.acceptor-state")]
public readonly struct AcceptorStateSurrogate
{
    [Id(0)] public readonly byte[] Bytes;

    public AcceptorStateSurrogate(byte[] bytes) => Bytes = bytes;
}

/// <inheritdoc cref="ProposalSurrogate"/>
[RegisterConverter]
public sealed class AcceptorStateConverter : IConverter<AcceptorState, AcceptorStateSurrogate>
{
    /// <exception cref="InvalidDataException">The bytes are no state.</exception>
    public AcceptorState ConvertFromSurrogate(in AcceptorStateSurrogate surrogate)
    {
        var input = new WireReader(surrogate.Bytes);
        var state = PaxosCodec.ReadState(ref input);
        return input.AtEnd ? state : throw new InvalidDataException($"{input.Left} bytes follow a state.");
    }

    public AcceptorStateSurrogate ConvertToSurrogate(in AcceptorState value)
    {
        var output = new ArrayBufferWriter<byte>();
        PaxosCodec.Write(output, value);
        return new AcceptorStateSurrogate(output.WrittenSpan.ToArray());
    }
}
