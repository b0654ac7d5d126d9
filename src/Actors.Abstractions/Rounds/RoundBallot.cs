using Actors.Paxos;

namespace Actors.Rounds;

/// <summary>A ballot as it is shown.</summary>
/// <param name="Round">0 for the fast round, which belongs to nobody.</param>
/// <param name="Node">The node of the proposer that it belongs to; null in the fast round.</param>
/// <param name="Proposer">The proposer: node, incarnation and sequence, as in n1/1.7; null in the fast round.</param>
[GenerateSerializer, Immutable, Alias("actors.round-ballot")]
public sealed record RoundBallot([property: Id(0)] long Round, [property: Id(1)] string? Node, [property: Id(2)] string? Proposer)
{
    public static RoundBallot Of(Ballot ballot) =>
        ballot.IsFast ? new RoundBallot(0, null, null) : new RoundBallot(ballot.Round, ballot.Proposer.Node, ballot.Proposer.ToString());

    /// <summary>Short enough for a label: <c>fast</c>, or round and node as in <c>2@n1</c>.</summary>
    public override string ToString() => Round == 0 ? "fast" : $"{Round}@{Node}";
}
