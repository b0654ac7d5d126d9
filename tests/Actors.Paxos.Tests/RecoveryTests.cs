using static Actors.Paxos.Tests.Given;

namespace Actors.Paxos.Tests;

/// <summary>Promises that no correct acceptors can give stop the node instead of deciding anything.</summary>
public sealed class RecoveryTests
{
    [Fact]
    public void One_classic_ballot_with_two_proposals_is_a_broken_invariant() => Assert.Throws<InvariantException>(() =>
        Recovery.Pick(QuorumSystem.Of(3), [new AcceptedPair(At(1), Apple), new AcceptedPair(At(1), Pear)], own: null));

    [Fact]
    public void Fast_quorums_so_small_that_two_proposals_may_be_chosen_are_a_broken_invariant() => Assert.Throws<InvariantException>(() =>
        Recovery.Pick(
            QuorumSystem.Unchecked(3, classic: 2, fast: 2),
            [new AcceptedPair(Ballot.Fast, Apple), new AcceptedPair(Ballot.Fast, Pear)],
            own: null));
}
