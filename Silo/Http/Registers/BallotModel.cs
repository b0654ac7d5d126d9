using Actors.Paxos;

namespace Actors.Silo.Http.Registers;

/// <summary>A ballot: a round and the proposer it belongs to.</summary>
/// <param name="Round">0 for the fast round, which belongs to nobody.</param>
/// <param name="Proposer">Node, incarnation and sequence, as in n1/1.7; null in the fast round.</param>
internal sealed record BallotModel(long Round, string? Proposer)
{
    public static BallotModel Of(Ballot ballot) => new(ballot.Round, ballot.IsFast ? null : ballot.Proposer.ToString());
}
