using static Actors.Paxos.Tests.Given;
using static Actors.Paxos.Tests.ProposerIn;

namespace Actors.Paxos.Tests;

/// <summary>What a proposer does next; which replies count is in <see cref="ProposerReplyTests"/>, reading in <see cref="ReaderTests"/>.</summary>
public sealed class ProposerTests
{
    private static readonly QuorumSystem Three = QuorumSystem.Of(3), Five = QuorumSystem.Of(5);
    private static readonly AcceptedPair FastPear = new(Ballot.Fast, Pear);

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

    /// <summary>Counting on from it would overflow, and a negative round is no ballot.</summary>
    [Theory]
    [InlineData(Ballot.RoundMax)]
    [InlineData(long.MaxValue)]
    public void Above_the_last_round_there_is_none(long promised)
    {
        var proposer = Preparing(Three);
        proposer.Handle(0, new Nack(At(1), At(promised, "n2"), null));
        Assert.Throws<InvariantException>(() => proposer.BeginRound());
        // At the very end of the rounds a collision begins none either.
        Assert.Throws<InvariantException>(() => Fast(Three).Handle(0, new Nack(Ballot.Fast, At(promised, "n2"), FastPear)));
    }

    [Fact]
    public void The_last_round_is_used()
    {
        var proposer = Preparing(Three);
        proposer.Handle(0, new Nack(At(1), At(Ballot.RoundMax - 1, "n2"), null));
        Assert.Equal(new Prepare(At(Ballot.RoundMax)), proposer.BeginRound().Send);
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
            Assert.Equal(ProposerStep.Wait, proposer.Handle(1, new Nack(ballot, At(2), null)));
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
        foreach (var proposer in (Proposer[])[new(Three, Of("n1"), Apple), Fast(Three), Preparing(Three), Accepting(Three), Lost(Three)])
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
}
