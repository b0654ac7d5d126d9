using Actors.Paxos;

namespace Actors;

/// <summary>What a write-once variable holds for ever.</summary>
/// <param name="Value">The value that won.</param>
/// <param name="Proposal">The proposal that won.</param>
/// <param name="Won">Whether that is the proposal of this call. At most one proposal is ever told so; a read never is.</param>
public sealed record Decision<T>(T Value, ProposalId Proposal, bool Won);
