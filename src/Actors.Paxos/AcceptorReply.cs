namespace Actors.Paxos;

/// <summary>What an acceptor answers. Each names the ballot that it answers to, so that a late reply is never taken for another one's.</summary>
public abstract record AcceptorReply
{
    private protected AcceptorReply() { }
}

/// <summary>Phase 1b: nothing below <paramref name="Ballot"/> will be accepted; <paramref name="Accepted"/> is what was, null if nothing.</summary>
public sealed record Promise(Ballot Ballot, AcceptedPair? Accepted) : AcceptorReply;

/// <summary>Phase 2b: accepted at <paramref name="Ballot"/>.</summary>
public sealed record Accepted(Ballot Ballot) : AcceptorReply;

/// <summary>
/// Refusal of the message at <paramref name="Ballot"/>: <paramref name="Promised"/> is higher, or the fast round was taken by the
/// accepted pair <paramref name="Pair"/>.
/// </summary>
public sealed record Nack(Ballot Ballot, Ballot Promised, AcceptedPair? Pair) : AcceptorReply;

/// <summary>Answer to <see cref="Read"/>: the present promise and accepted pair.</summary>
public sealed record Report(Ballot Promised, AcceptedPair? Accepted) : AcceptorReply;

/// <summary>The register is decided, and this is its value: the answer to everything once an acceptor knows it.</summary>
public sealed record Chosen(Proposal Proposal) : AcceptorReply;

/// <summary>Answer to <see cref="Learn"/> and <see cref="Trim"/>.</summary>
public sealed record Learned : AcceptorReply;
