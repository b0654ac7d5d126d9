using static Actors.Paxos.Tests.Given;
using static Actors.Paxos.Tests.ProposerIn;

namespace Actors.Paxos.Tests;

/// <summary>Replies come late, doubled, out of order and from other rounds: which of them a proposer counts.</summary>
public sealed class ProposerReplyTests
{
    private static readonly QuorumSystem Three = QuorumSystem.Of(3);
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
        for (var acceptor = 0; acceptor < 3; acceptor++)
            Assert.Equal(ProposerStep.Wait, proposer.Handle(acceptor, new Accepted(At(1, "n2"))));
        Assert.Equal(ProposerPhase.Accepting, proposer.Phase);
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
        Assert.Equal(new Accept(At(1), Apple), proposer.Handle(1, new Promise(At(1), null)).Send);

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

    [Fact]
    public void An_acceptance_is_not_taken_back_when_its_duplicate_is_refused()
    {
        var proposer = Accepting(Three);
        proposer.Handle(0, new Accepted(At(1)));
        proposer.Handle(0, new Nack(At(1), At(2, "n2"), new AcceptedPair(At(1), Apple)));
        Assert.Equal(Apple, proposer.Handle(1, new Accepted(At(1))).Decided);
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
}
