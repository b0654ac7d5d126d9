using static Actors.Paxos.Tests.Given;

namespace Actors.Paxos.Tests;

/// <summary>Each guard of <see cref="Proposer"/> when it proposes; <see cref="ReaderTests"/> has those of a read.</summary>
public sealed class ProposerTests
{
    private static readonly QuorumSystem Three = QuorumSystem.Of(3), Five = QuorumSystem.Of(5);
    private static readonly AcceptedPair FastPear = new(Ballot.Fast, Pear);

    [Fact]
    public void A_reply_to_another_ballot_of_the_same_round_is_ignored()
    {
        var proposer = Preparing(Three);
        Assert.Equal(ProposerStep.Wait, proposer.Handle(0, new Promise(At(1, "n2"), null)));
        Assert.Equal(ProposerStep.Wait, proposer.Handle(1, new Promise(At(1, "n2"), null)));
        Assert.Equal(ProposerStep.Wait, proposer.Handle(2, new Promise(At(1), null)));
        Assert.Equal(ProposerPhase.Preparing, proposer.Phase);

        proposer = Accepting(Three);
        proposer.Handle(0, new Accepted(At(1, "n2")));
        proposer.Handle(1, new Accepted(At(1, "n2")));
        Assert.Equal(ProposerStep.Wait, proposer.Handle(2, new Accepted(At(1))));
    }

    [Fact]
    public void A_reply_to_an_earlier_round_of_its_own_is_ignored()
    {
        var proposer = Accepting(Three);
        proposer.BeginRound();
        proposer.Handle(0, new Promise(At(1), null));
        proposer.Handle(1, new Nack(At(1), At(9, "n2"), null));
        Assert.Equal(ProposerStep.Wait, proposer.Handle(2, new Promise(At(2), null)));
        proposer.Handle(1, new Promise(At(2), null));
        proposer.Handle(0, new Accepted(At(1)));
        Assert.Equal(ProposerStep.Wait, proposer.Handle(1, new Accepted(At(2))));
        Assert.Equal(ProposerPhase.Accepting, proposer.Phase);
    }

    [Fact]
    public void A_reply_to_the_other_phase_of_the_round_is_ignored()
    {
        var proposer = Preparing(Three);
        proposer.Handle(0, new Accepted(At(1)));
        proposer.Handle(1, new Accepted(At(1)));
        proposer.Handle(2, new Report(Ballot.Fast, null));
        Assert.Equal(ProposerStep.Wait, proposer.Handle(0, new Promise(At(1), null)));

        proposer = Accepting(Three);
        proposer.Handle(0, new Promise(At(1), null));
        proposer.Handle(1, new Report(At(1), new AcceptedPair(At(1), Apple)));
        proposer.Handle(0, new Accepted(At(1)));
        Assert.Equal(Apple, proposer.Handle(1, new Accepted(At(1))).Decided);
    }

    [Fact]
    public void Duplicates_of_one_acceptor_count_once()
    {
        var proposer = Preparing(Three);
        proposer.Handle(0, new Promise(At(1), null));
        Assert.Equal(ProposerStep.Wait, proposer.Handle(0, new Promise(At(1), null)));
        proposer.Handle(1, new Promise(At(1), null));
        proposer.Handle(0, new Accepted(At(1)));
        Assert.Equal(ProposerStep.Wait, proposer.Handle(0, new Accepted(At(1))));

        proposer = Preparing(Three);
        proposer.Handle(0, new Nack(At(1), At(2, "n2"), null));
        Assert.Equal(ProposerStep.Wait, proposer.Handle(0, new Nack(At(1), At(2, "n2"), null)));
    }

    // A ballot that rose here was accepted without a single promise, and broke agreement in 447 of 60,000 schedules.
    [Fact]
    public void The_ballot_is_the_same_in_both_phases_whatever_was_refused_in_between()
    {
        var proposer = Preparing(Three);
        proposer.Handle(0, new Nack(At(1), At(5, "n2"), null));
        proposer.Handle(1, new Promise(At(1), null));
        Assert.Equal(new Accept(At(1), Apple), proposer.Handle(2, new Promise(At(1), null)).Send);
        Assert.Equal(At(1), proposer.Ballot);
        Assert.Equal(new Prepare(At(6)), proposer.BeginRound().Send);
    }

    [Fact]
    public void Acceptances_of_the_fast_round_are_ignored_once_a_classic_one_began()
    {
        var proposer = Fast(Three);
        proposer.Handle(0, new Accepted(Ballot.Fast));
        proposer.Handle(1, new Accepted(Ballot.Fast));
        proposer.BeginRound();
        Assert.Equal(ProposerStep.Wait, proposer.Handle(2, new Accepted(Ballot.Fast)));

        proposer.Handle(0, new Promise(At(1), FastPear));
        proposer.Handle(1, new Promise(At(1), FastPear));
        Assert.Equal(ProposerStep.Wait, proposer.Handle(2, new Accepted(Ballot.Fast)));
        Assert.Equal(ProposerStep.Wait, proposer.Handle(0, new Accepted(At(1))));
        Assert.Equal(Pear, proposer.Handle(1, new Accepted(At(1))).Decided);
    }

    [Fact]
    public void A_collision_starts_the_classic_round_as_soon_as_no_fast_quorum_is_left()
    {
        Assert.Equal(new Prepare(At(1)), Fast(Three).Handle(0, new Nack(Ballot.Fast, Ballot.Fast, FastPear)).Send);

        var proposer = Fast(Five);
        Assert.Equal(ProposerStep.Wait, proposer.Handle(0, new Nack(Ballot.Fast, Ballot.Fast, FastPear)));
        Assert.Equal(new Prepare(At(1)), proposer.Handle(1, new Nack(Ballot.Fast, Ballot.Fast, FastPear)).Send);
    }

    [Fact]
    public void A_classic_round_is_lost_only_when_no_quorum_is_left()
    {
        foreach (var proposer in (Proposer[])[Preparing(Five), Accepting(Five)])
        {
            var ballot = proposer.Ballot;
            Assert.Equal(ProposerStep.Wait, proposer.Handle(4, new Nack(ballot, At(2), null)));
            Assert.Equal(ProposerStep.Wait, proposer.Handle(3, new Nack(ballot, At(2), null)));
            Assert.True(proposer.Handle(2, new Nack(ballot, At(2), null)).RoundLost);
            Assert.Equal(ProposerPhase.Lost, proposer.Phase);
        }
    }

    [Fact]
    public void Refusals_that_show_a_whole_quorum_decide()
    {
        var proposer = Preparing(Three);
        var nack = new Nack(At(1), At(2, "n2"), new AcceptedPair(At(2, "n2"), Pear));
        Assert.Equal(ProposerStep.Wait, proposer.Handle(0, nack));
        Assert.Equal(Pear, proposer.Handle(1, nack).Decided);
    }

    [Fact]
    public void Refusals_that_show_different_ballots_do_not()
    {
        var proposer = Preparing(Three);
        proposer.Handle(0, new Nack(At(1), At(2, "n2"), new AcceptedPair(At(2, "n2"), Pear)));
        Assert.True(proposer.Handle(1, new Nack(At(1), At(3, "n3"), new AcceptedPair(At(3, "n3"), Pear))).RoundLost);
    }

    [Fact]
    public void Chosen_ends_every_phase()
    {
        foreach (var proposer in (Proposer[])[new(Three, Of("n1"), Apple), Fast(Three), Preparing(Three), Accepting(Three), Lost()])
        {
            Assert.Equal(Plum, proposer.Handle(2, new Chosen(Plum)).Decided);
            Assert.Equal(ProposerPhase.Done, proposer.Phase);
            Assert.Equal(ProposerStep.Wait, proposer.Handle(1, new Chosen(Plum)));
            Assert.Equal(ProposerStep.Wait, proposer.BeginRound());
        }
    }

    [Fact]
    public void A_value_of_no_bytes_and_the_text_null_are_values_like_any_other()
    {
        foreach (var value in (RegisterValue[])[new(default, ""), new(Array.Empty<byte>(), ""), new("null"u8.ToArray(), "application/json")])
        {
            var proposer = new Proposer(Three, Of("n1"), Apple with { Value = value });
            proposer.Begin(fast: false);
            proposer.Handle(0, new Promise(At(1), null));
            proposer.Handle(1, new Promise(At(1), null));
            proposer.Handle(0, new Accepted(At(1)));
            Assert.Equal(value, proposer.Handle(1, new Accepted(At(1))).Decided?.Value);
        }
    }

    [Fact]
    public void It_begins_once() => Assert.Throws<InvariantException>(() => Fast(Three).Begin());

    [Theory, InlineData(-1), InlineData(3)]
    public void It_knows_its_acceptors(int acceptor) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Fast(Three).Handle(acceptor, new Accepted(Ballot.Fast)));

    private static Proposer Fast(QuorumSystem quorums)
    {
        var proposer = new Proposer(quorums, Of("n1"), Apple);
        Assert.Equal(new Accept(Ballot.Fast, Apple), proposer.Begin().Send);
        return proposer;
    }

    private static Proposer Preparing(QuorumSystem quorums)
    {
        var proposer = new Proposer(quorums, Of("n1"), Apple);
        Assert.Equal(new Prepare(At(1)), proposer.Begin(fast: false).Send);
        return proposer;
    }

    private static Proposer Accepting(QuorumSystem quorums)
    {
        var proposer = Preparing(quorums);
        for (var acceptor = 0; acceptor < quorums.Classic; acceptor++) proposer.Handle(acceptor, new Promise(At(1), null));
        Assert.Equal(ProposerPhase.Accepting, proposer.Phase);
        return proposer;
    }

    private static Proposer Lost()
    {
        var proposer = Preparing(Three);
        proposer.Handle(0, new Nack(At(1), At(2, "n2"), null));
        proposer.Handle(1, new Nack(At(1), At(2, "n2"), null));
        return proposer;
    }
}
