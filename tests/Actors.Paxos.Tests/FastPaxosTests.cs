using static Actors.Paxos.Tests.Given;

namespace Actors.Paxos.Tests;

/// <summary>Leslie Lamport, <i>Fast Paxos</i> (2006), section 3, statement by statement; its first fast round is our round 0.</summary>
public sealed class FastPaxosTests
{
    private static readonly QuorumSystem Three = QuorumSystem.Of(3), Five = QuorumSystem.Of(5);
    private static readonly AcceptedPair FastApple = new(Ballot.Fast, Apple), FastPear = new(Ballot.Fast, Pear);

    // Quorum requirement (a)
    [Theory, MemberData(nameof(Sizes))]
    public void Any_two_quorums_meet(int acceptors)
    {
        var quorums = QuorumSystem.Of(acceptors);
        foreach (var one in Subsets(acceptors, quorums.Classic))
            foreach (var other in Subsets(acceptors, quorums.Classic).Concat(Subsets(acceptors, quorums.Fast)))
                Assert.NotEmpty(one.Intersect(other));
    }

    // Quorum requirement (b)
    [Theory, MemberData(nameof(Sizes))]
    public void Any_quorum_and_any_two_fast_quorums_meet(int acceptors)
    {
        var quorums = QuorumSystem.Of(acceptors);
        foreach (var classic in Subsets(acceptors, quorums.Classic))
            foreach (var fast in Subsets(acceptors, quorums.Fast))
                foreach (var other in Subsets(acceptors, quorums.Fast))
                    Assert.NotEmpty(classic.Intersect(fast).Intersect(other));
    }

    // The "any" message: sent for round 0 before the register exists.
    [Fact]
    public void Every_acceptor_starts_as_if_it_had_promised_the_fast_round()
    {
        Assert.Equal(Ballot.Fast, AcceptorState.Initial.Promised);
        Assert.Equal(FastApple, After(new Accept(Ballot.Fast, Apple)).Accepted);
    }

    // Phase 2b: "it can accept at most one value" in a round.
    [Fact]
    public void An_acceptor_accepts_one_proposal_in_the_fast_round() =>
        Assert.Equal(new Nack(Ballot.Fast, Ballot.Fast, FastApple), After(new Accept(Ballot.Fast, Apple)).Reply(new Accept(Ballot.Fast, Pear)));

    // Phase 1b: a promise ends the lower rounds, the fast one too.
    [Fact]
    public void An_acceptor_that_promised_a_classic_ballot_accepts_nothing_in_the_fast_round() =>
        Assert.Equal(new Nack(Ballot.Fast, At(1), null), After(new Prepare(At(1))).Reply(new Accept(Ballot.Fast, Apple)));

    [Fact]
    public void A_fast_quorum_chooses_in_one_round_trip()
    {
        var proposer = new Proposer(Five, Of("n1"), Apple);
        Assert.Equal(new Accept(Ballot.Fast, Apple), proposer.Begin().Send);
        for (var acceptor = 0; acceptor < 3; acceptor++)
            Assert.Equal(ProposerStep.Wait, proposer.Handle(acceptor, new Accepted(Ballot.Fast)));
        Assert.Equal(Apple, proposer.Handle(3, new Accepted(Ballot.Fast)).Decided);
    }

    // O4: a value of the fast round may have been chosen iff all that are silent could complete its quorum.
    [Fact]
    public void A_value_that_a_fast_quorum_may_have_accepted_must_be_proposed()
    {
        Assert.Equal(Apple, Recovery.Pick(Three, [FastApple, FastApple], own: Pear));
        Assert.Equal(Apple, Recovery.Pick(Five, [FastApple, FastApple, null], own: Pear));
        Assert.Equal(Apple, Recovery.Pick(Five, [FastPear, FastApple, FastApple], own: Pear));
        Assert.Equal(Apple, Recovery.Pick(Five, [FastPear, FastApple, FastApple, FastApple], own: Pear));
    }

    // O4 is about the highest round k only: a value accepted above the fast round was already picked by this very rule.
    [Fact]
    public void A_value_accepted_in_a_classic_round_outranks_any_number_of_fast_ones() =>
        Assert.Equal(Pear, Recovery.Pick(Five, [FastApple, FastApple, new AcceptedPair(At(1), Pear)], own: Plum));

    [Fact]
    public void If_no_value_can_have_been_chosen_any_proposed_value_will_do()
    {
        Assert.Equal(Pear, Recovery.Pick(Three, [null, FastPear], own: Apple));
        Assert.Equal(Pear, Recovery.Pick(Five, [FastPear, FastPear, FastApple, FastApple, FastPear], own: Plum));
        Assert.Equal(Plum, Recovery.Pick(Three, [null, null], own: Plum));
    }

    // Collision recovery
    [Fact]
    public void A_collision_is_settled_by_the_next_classic_round()
    {
        var proposer = new Proposer(Three, Of("n1"), Pear);
        proposer.Begin();
        Assert.Equal(new Prepare(At(1)), proposer.Handle(0, new Nack(Ballot.Fast, Ballot.Fast, FastApple)).Send);
        proposer.Handle(0, new Promise(At(1), FastApple));
        Assert.Equal(new Accept(At(1), Apple), proposer.Handle(1, new Promise(At(1), FastApple)).Send);
    }

    public static TheoryData<int> Sizes => [1, 2, 3, 4, 5, 6, 7];
}
