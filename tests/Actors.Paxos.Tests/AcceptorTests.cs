using static Actors.Paxos.Tests.Given;

namespace Actors.Paxos.Tests;

/// <summary>What an acceptor must refuse to be part of.</summary>
public sealed class AcceptorTests
{
    [Fact]
    public void One_ballot_with_two_proposals_is_a_broken_invariant() =>
        Assert.Throws<InvariantException>(() => Acceptor.Handle(After(new Accept(At(1), Apple)), new Accept(At(1), Pear)));

    [Fact]
    public void Two_chosen_proposals_are_a_broken_invariant() =>
        Assert.Throws<InvariantException>(() => Acceptor.Handle(After(new Learn(Apple)), new Learn(Pear)));

    [Fact]
    public void The_same_id_with_other_bytes_is_another_proposal()
    {
        var forged = Apple with { Value = Pear.Value };
        Assert.IsType<Nack>(After(new Accept(Ballot.Fast, Apple)).Reply(new Accept(Ballot.Fast, forged)));
    }

    [Fact]
    public void Learning_forgets_the_accepted_pair_but_not_the_promise()
    {
        var state = After(new Accept(At(2), Apple), new Learn(Apple));
        Assert.Equal(new AcceptorState(At(2), null, Apple), state);
        Assert.Equal(new Chosen(Apple), state.Reply(new Read()));
    }

    [Fact]
    public void Learning_the_same_again_stores_nothing() =>
        Assert.Equal(new AcceptorStep(null, new Learned(), false), Acceptor.Handle(After(new Learn(Apple)), new Learn(Apple)));
}
