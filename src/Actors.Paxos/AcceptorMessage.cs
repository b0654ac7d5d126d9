namespace Actors.Paxos;

/// <summary>What a proposer can ask of an acceptor.</summary>
public abstract record AcceptorMessage
{
    private protected AcceptorMessage() { }
}

/// <summary>Phase 1a: promise to accept nothing below <paramref name="Ballot"/> and tell what was accepted.</summary>
public sealed record Prepare(Ballot Ballot) : AcceptorMessage;

/// <summary>Phase 2a: accept <paramref name="Proposal"/> at <paramref name="Ballot"/>. At <see cref="Paxos.Ballot.Fast"/> there is no phase 1.</summary>
public sealed record Accept(Ballot Ballot, Proposal Proposal) : AcceptorMessage;

/// <summary>A hint that <paramref name="Proposal"/> is chosen. It need not be durable: it can always be learned again.</summary>
public sealed record Learn(Proposal Proposal) : AcceptorMessage;

/// <summary>
/// Forget all slots of a log below the one that this is sent to, for ever: they are decided, and what follows from them is held elsewhere. That is for
/// the sender to know; acceptors cannot check it.
/// </summary>
public sealed record Trim : AcceptorMessage;

/// <summary>Tell what you hold, without promising anything.</summary>
public sealed record Read : AcceptorMessage;
