namespace Actors.Paxos;

/// <summary>What an operation ended with.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Proposal">The register's value; null unless decided.</param>
/// <param name="Answered">How many acceptors answered the operation.</param>
/// <param name="Rounds">The classic rounds it began: 0 if the fast round or a mere look was enough.</param>
public sealed record Outcome(OutcomeKind Kind, Proposal? Proposal, int Answered, int Rounds);
