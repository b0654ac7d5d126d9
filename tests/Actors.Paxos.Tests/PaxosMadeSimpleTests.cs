using static Actors.Paxos.Tests.Given;

namespace Actors.Paxos.Tests;

/// <summary>Leslie Lamport, <i>Paxos Made Simple</i> (2001), statement by statement.</summary>
public sealed class PaxosMadeSimpleTests
{
    private static readonly QuorumSystem Five = QuorumSystem.Of(5);

    // 2.2, P1
    [Fact]
    public void An_acceptor_accepts_the_first_proposal_that_it_receives()
    {
        Assert.Equal(new Accepted(At(1)), After().Reply(new Accept(At(1), Apple)));
        Assert.Equal(new Accepted(Ballot.Fast), After().Reply(new Accept(Ballot.Fast, Apple)));
    }

    // 2.2, P1a
    [Fact]
    public void An_acceptor_accepts_a_ballot_iff_it_has_not_answered_a_prepare_above_it()
    {
        var promised = After(new Prepare(At(2)));
        Assert.Equal(new Nack(At(1), At(2), null), promised.Reply(new Accept(At(1), Apple)));
        Assert.Equal(new Accepted(At(2)), promised.Reply(new Accept(At(2), Apple)));
        Assert.Equal(new Accepted(At(3)), promised.Reply(new Accept(At(3), Apple)));
    }

    // 2.2, P2a and P2b
    [Fact]
    public void Once_a_value_is_chosen_every_higher_ballot_proposes_it()
    {
        foreach (var choosers in Subsets(5, Five.Classic))
            foreach (var promisers in Subsets(5, Five.Classic))
            {
                var promises = promisers.Select(acceptor => choosers.Contains(acceptor)
                    ? new AcceptedPair(At(2), Apple)
                    : new AcceptedPair(At(1), Pear));
                Assert.Equal(Apple, Recovery.Pick(Five, [.. promises], own: Plum));
            }
    }

    // 2.2, P2c (a) and phase 2 (a)
    [Fact]
    public void A_majority_that_accepted_nothing_leaves_the_proposer_free() =>
        Assert.Equal(Plum, Recovery.Pick(Five, [null, null, null], own: Plum));

    // 2.2, P2c (b) and phase 2 (a)
    [Fact]
    public void Otherwise_the_value_is_that_of_the_highest_ballot_accepted_in_the_majority() =>
        Assert.Equal(Pear, Recovery.Pick(
            Five, [new AcceptedPair(At(1), Apple), new AcceptedPair(At(3), Pear), new AcceptedPair(At(2), Plum)], own: null));

    // 2.2, P2c: "some set S consisting of a majority of acceptors"
    [Fact]
    public void Fewer_promises_than_a_majority_decide_nothing() =>
        Assert.Throws<InvariantException>(() => Recovery.Pick(Five, [null, null], own: Plum));

    // 2.2, phase 1 (b)
    [Fact]
    public void A_prepare_above_all_others_is_answered_with_a_promise_and_the_highest_accepted_pair()
    {
        var state = After(new Accept(At(1), Apple), new Accept(At(2), Apple));
        Assert.Equal(new Promise(At(3), new AcceptedPair(At(2), Apple)), state.Reply(new Prepare(At(3))));
        Assert.Equal(At(3), Acceptor.Handle(state, new Prepare(At(3))).Next!.Promised);
    }

    // 2.2, "the acceptor can ignore": ours says so instead.
    [Fact]
    public void A_prepare_below_the_promise_is_refused() =>
        Assert.Equal(new Nack(At(2), At(3), null), After(new Prepare(At(3))).Reply(new Prepare(At(2))));

    // 2.2, phase 2 (b)
    [Fact]
    public void Accepting_is_also_a_promise()
    {
        var state = After(new Accept(At(2), Apple));
        Assert.Equal(new Nack(At(1), At(2), new AcceptedPair(At(2), Apple)), state.Reply(new Accept(At(1), Pear)));
    }

    // 2.3
    [Fact]
    public void A_value_is_learned_once_a_majority_accepted_it_at_one_ballot()
    {
        var proposer = new Proposer(Five, Of("n1"), Apple);
        proposer.Begin(fast: false);
        for (var acceptor = 0; acceptor < 3; acceptor++) proposer.Handle(acceptor, new Promise(At(1), null));
        Assert.Null(proposer.Handle(0, new Accepted(At(1))).Decided);
        Assert.Null(proposer.Handle(1, new Accepted(At(1))).Decided);
        Assert.Equal(Apple, proposer.Handle(2, new Accepted(At(1))).Decided);
    }

    // 2.4
    [Fact]
    public void A_proposer_that_is_refused_goes_on_above_the_ballot_that_refused_it()
    {
        var proposer = new Proposer(QuorumSystem.Of(3), Of("n1"), Apple);
        proposer.Begin(fast: false);
        proposer.Handle(0, new Nack(At(1), At(7, "n2"), null));
        Assert.True(proposer.Handle(1, new Nack(At(1), At(4, "n2"), null)).RoundLost);
        Assert.Equal(new Prepare(At(8)), proposer.BeginRound().Send);
    }

    // 2.5
    [Fact]
    public void Promises_and_acceptances_are_in_stable_storage_before_they_are_sent()
    {
        Assert.True(Acceptor.Handle(After(), new Prepare(At(1))).MustBeDurable);
        Assert.True(Acceptor.Handle(After(), new Accept(At(1), Apple)).MustBeDurable);
        Assert.True(Acceptor.Handle(After(), new Accept(Ballot.Fast, Apple)).MustBeDurable);
    }

    // 2.5
    [Fact]
    public void Different_proposers_use_disjoint_and_totally_ordered_ballots()
    {
        Ballot[] ascending = [Ballot.Fast, At(1, "a"), At(1, "b"), new(1, new("b", 1, 2)), new(1, new("b", 2, 1)), At(2, "a"), At(10, "a")];
        for (var left = 0; left < ascending.Length; left++)
            for (var right = 0; right < ascending.Length; right++)
            {
                Assert.Equal(left.CompareTo(right), Math.Sign(ascending[left].CompareTo(ascending[right])));
                Assert.Equal(ascending[Math.Max(left, right)], Ballot.Max(ascending[left], ascending[right]));
            }
    }
}
