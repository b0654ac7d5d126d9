using Actors.Paxos;

namespace Actors.Simulation.Sabotages;

/// <summary>Ballots are unique per node and start, not per attempt: two attempts of one node share them.</summary>
internal sealed class OneBallotForTwoAttempts : BallotWire
{
    protected override Ballot OnPrepare(Ballot ballot) => new(ballot.Round, new ProposerId(ballot.Proposer.Node, ballot.Proposer.Incarnation, 1));

    protected override Ballot OnAccept(Ballot ballot) => OnPrepare(ballot);
}
