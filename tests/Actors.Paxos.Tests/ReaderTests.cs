using static Actors.Paxos.Tests.Given;

namespace Actors.Paxos.Tests;

/// <summary>Each guard of <see cref="Proposer"/> when it has nothing to propose.</summary>
public sealed class ReaderTests
{
    private static readonly Report Empty = new(Ballot.Fast, null);

    [Fact]
    public void A_minority_that_holds_nothing_proves_nothing()
    {
        var reader = Reading(5);
        Assert.Equal(ProposerStep.Wait, reader.Handle(0, Empty));
        Assert.Equal(ProposerStep.Wait, reader.Handle(1, Empty));
        Assert.Equal(ProposerStep.Wait, reader.Handle(1, Empty));
        Assert.Equal(ProposerPhase.Reading, reader.Phase);
    }

    [Fact]
    public void A_classic_quorum_that_holds_nothing_is_undecided()
    {
        var reader = Reading(5);
        reader.Handle(0, Holding(Ballot.Fast, Apple));
        reader.Handle(1, Empty);
        reader.Handle(2, Empty);
        Assert.True(reader.Handle(3, Empty).Undecided);
        Assert.Equal(ProposerPhase.Done, reader.Phase);
    }

    [Fact]
    public void A_promise_alone_is_not_an_acceptance()
    {
        var reader = Reading(3);
        reader.Handle(0, new Report(At(3), null));
        Assert.True(reader.Handle(1, new Report(At(3), null)).Undecided);
    }

    [Fact]
    public void A_classic_quorum_of_equal_acceptances_decides()
    {
        var reader = Reading(3);
        Assert.Equal(ProposerStep.Wait, reader.Handle(0, Holding(At(1), Apple)));
        Assert.Equal(Apple, reader.Handle(2, Holding(At(1), Apple)).Decided);
    }

    [Fact]
    public void The_fast_round_decides_with_a_fast_quorum_only()
    {
        var reader = Reading(5);
        for (var acceptor = 0; acceptor < 3; acceptor++)
            Assert.Equal(ProposerStep.Wait, reader.Handle(acceptor, Holding(Ballot.Fast, Apple)));
        Assert.Equal(Apple, reader.Handle(3, Holding(Ballot.Fast, Apple)).Decided);
    }

    [Fact]
    public void Equal_values_at_different_ballots_decide_nothing()
    {
        var reader = Reading(3);
        reader.Handle(0, Holding(At(1), Apple));
        Assert.Equal(ProposerStep.Wait, reader.Handle(1, Holding(At(2), Apple)));
    }

    [Fact]
    public void Whatever_the_reports_leave_open_a_classic_round_finishes_with_what_was_seen()
    {
        var reader = Reading(3);
        reader.Handle(0, Empty);
        reader.Handle(1, Holding(Ballot.Fast, Apple));
        Assert.Equal(new Prepare(At(1, "reader")), reader.Handle(2, Holding(Ballot.Fast, Apple)).Send);
        reader.Handle(0, new Promise(At(1, "reader"), null));
        Assert.Equal(new Accept(At(1, "reader"), Apple), reader.Handle(1, new Promise(At(1, "reader"), new AcceptedPair(Ballot.Fast, Apple))).Send);
        reader.Handle(0, new Accepted(At(1, "reader")));
        Assert.Equal(Apple, reader.Handle(1, new Accepted(At(1, "reader"))).Decided);
    }

    [Fact]
    public void A_classic_round_that_finds_nothing_is_undecided()
    {
        var reader = Reading(3);
        Assert.Equal(new Prepare(At(1, "reader")), reader.BeginRound().Send);
        Assert.Equal(ProposerStep.Wait, reader.Handle(0, new Promise(At(1, "reader"), null)));
        Assert.True(reader.Handle(1, new Promise(At(1, "reader"), null)).Undecided);
    }

    [Fact]
    public void Reports_that_come_after_the_read_became_a_round_are_ignored()
    {
        var reader = Reading(3);
        reader.BeginRound();
        reader.Handle(0, Empty);
        Assert.Equal(ProposerStep.Wait, reader.Handle(1, Empty));
    }

    [Fact]
    public void One_acceptor_that_knows_is_enough() => Assert.Equal(Apple, Reading(5).Handle(4, new Chosen(Apple)).Decided);

    private static Report Holding(Ballot ballot, Proposal proposal) => new(ballot, new AcceptedPair(ballot, proposal));

    private static Proposer Reading(int acceptors)
    {
        var reader = new Proposer(QuorumSystem.Of(acceptors), Of("reader"), own: null);
        Assert.Equal(new Read(), reader.Begin().Send);
        return reader;
    }
}
