namespace Actors.Paxos;

/// <summary>The highest-numbered proposal that an acceptor has accepted, with its ballot.</summary>
/// <param name="Ballot">The ballot it was accepted at.</param>
/// <param name="Proposal">What was accepted.</param>
public sealed record AcceptedPair(Ballot Ballot, Proposal Proposal);
