namespace Actors.Paxos;

/// <summary>
/// What a caller wants a register to hold. Two callers who propose equal values still make two proposals, and one of them wins.
/// </summary>
/// <remarks>
/// Equality covers the value too, although ids are unique when callers behave: were one id used for two values, comparing ids
/// alone would let acceptors that hold different bytes form a quorum.
/// </remarks>
/// <param name="Id">Tells this proposal from every other.</param>
/// <param name="Value">The value.</param>
public sealed record Proposal(ProposalId Id, RegisterValue Value);
