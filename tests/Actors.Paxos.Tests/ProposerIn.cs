using static Actors.Paxos.Tests.Given;

namespace Actors.Paxos.Tests;

/// <summary>A proposer of <see cref="Apple"/> in each of its phases; the ballot of its classic round is <c>At(1)</c>.</summary>
internal static class ProposerIn
{
    public static Proposer Fast(QuorumSystem quorums)
    {
        var proposer = new Proposer(quorums, Of("n1"), Apple);
        Assert.Equal(new Accept(Ballot.Fast, Apple), proposer.Begin().Send);
        return proposer;
    }

    public static Proposer Preparing(QuorumSystem quorums)
    {
        var proposer = new Proposer(quorums, Of("n1"), Apple);
        Assert.Equal(new Prepare(At(1)), proposer.Begin(fast: false).Send);
        return proposer;
    }

    public static Proposer Accepting(QuorumSystem quorums)
    {
        var proposer = Preparing(quorums);
        for (var acceptor = 0; acceptor < quorums.Classic; acceptor++) proposer.Handle(acceptor, new Promise(At(1), null));
        Assert.Equal(ProposerPhase.Accepting, proposer.Phase);
        return proposer;
    }

    public static Proposer Lost(QuorumSystem quorums)
    {
        var proposer = Preparing(quorums);
        for (var acceptor = 0; acceptor < quorums.Classic; acceptor++) proposer.Handle(acceptor, new Nack(At(1), At(2, "n2"), null));
        Assert.Equal(ProposerPhase.Lost, proposer.Phase);
        return proposer;
    }
}
