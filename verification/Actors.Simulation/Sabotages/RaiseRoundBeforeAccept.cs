using Actors.Paxos;

namespace Actors.Simulation.Sabotages;

/// <summary>A proposer raises its round between the phases, and so accepts at a ballot that nobody has promised.</summary>
internal sealed class RaiseRoundBeforeAccept : BallotWire
{
    protected override Ballot OnPrepare(Ballot ballot) => ballot;

    protected override Ballot OnAccept(Ballot ballot) => new(ballot.Round + 1, ballot.Proposer);
}
