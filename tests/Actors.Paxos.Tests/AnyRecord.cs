using CsCheck;

namespace Actors.Paxos.Tests;

/// <summary>Generators of everything that has a binary form.</summary>
internal static class AnyRecord
{
    private static readonly Gen<string> Node = Gen.OneOf(Gen.Char['a', 'z'].Array[1, 20].Select(chars => new string(chars)), Gen.OneOf("ü", "节点", "😀/1"));

    private static readonly Gen<RegisterValue> Value = Gen.Select(
        Gen.Byte.Array[0, 200], Gen.Char[' ', '~'].Array[0, 40], (bytes, type) => new RegisterValue(bytes, new string(type)));

    private static readonly Gen<long> Count = Gen.OneOf(Gen.Long[1, 300], Gen.Long[1, long.MaxValue]);

    private static readonly Gen<Proposal> Proposal = Gen.Select(
        Gen.Guid.Where(id => id != Guid.Empty), Value, (id, value) => new Proposal(new ProposalId(id), value));

    private static readonly Gen<Ballot> Ballot = Gen.OneOf(
        Gen.Const(Paxos.Ballot.Fast),
        Gen.Select(Count, Node, Count, Count, (round, node, incarnation, sequence) => new Ballot(round, new ProposerId(node, incarnation, sequence))));

    /// <summary>Of a message: what stores hold may be greater, what is proposed may not.</summary>
    private static readonly Gen<Ballot> Proposed = Gen.OneOf(
        Gen.Const(Paxos.Ballot.Fast),
        Gen.Select(Gen.Long[1, Paxos.Ballot.RoundMax], Node, Gen.Long[1, ProposerId.IncarnationMax], Gen.Long[1, ProposerId.SequenceMax],
            (round, node, incarnation, sequence) => new Ballot(round, new ProposerId(node, incarnation, sequence))));

    private static readonly Gen<AcceptedPair?> Pair = Gen.OneOf(
        Gen.Const(() => (AcceptedPair?)null),
        Gen.Select(Ballot, Proposal, (ballot, proposal) => (AcceptedPair?)new AcceptedPair(ballot, proposal)));

    public static readonly Gen<RegisterKey> Key = Gen.Select(Node, Node, (left, right) => new RegisterKey($"{left}/{right}"));

    public static readonly Gen<AcceptorMessage> Message = Gen.OneOf<AcceptorMessage>(
        Proposed.Select(ballot => (AcceptorMessage)new Prepare(ballot)),
        Gen.Select(Proposed, Proposal, (ballot, proposal) => (AcceptorMessage)new Accept(ballot, proposal)),
        Proposal.Select(proposal => (AcceptorMessage)new Learn(proposal)),
        Gen.Const((AcceptorMessage)new Trim()),
        Gen.Const((AcceptorMessage)new Read()));

    public static readonly Gen<AcceptorReply> Reply = Gen.OneOf<AcceptorReply>(
        Gen.Select(Ballot, Pair, (ballot, pair) => (AcceptorReply)new Promise(ballot, pair)),
        Ballot.Select(ballot => (AcceptorReply)new Accepted(ballot)),
        Gen.Select(Ballot, Ballot, Pair, (ballot, promised, pair) => (AcceptorReply)new Nack(ballot, promised, pair)),
        Gen.Select(Ballot, Pair, (promised, pair) => (AcceptorReply)new Report(promised, pair)),
        Proposal.Select(proposal => (AcceptorReply)new Chosen(proposal)),
        Gen.Const((AcceptorReply)new Learned()));

    /// <summary>A chosen state keeps no ballots on disk, so those that have a chosen value have none here.</summary>
    public static readonly Gen<AcceptorState> State = Gen.OneOf(
        Gen.Select(Ballot, Pair, (promised, pair) => new AcceptorState(promised, pair, null)),
        Proposal.Select(proposal => AcceptorState.Initial with { Chosen = proposal }));
}
