using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A call whose messages still wait in queues, or are under way, at its deadline is told that there is no quorum.</summary>
internal sealed class QueueIsNoQuorum : Boundary
{
    public override Outcome OnOutcome(Outcome outcome, QuorumSystem quorums) =>
        outcome.Kind == OutcomeKind.Unknown && outcome.Answered < quorums.Classic ? outcome with { Kind = OutcomeKind.NoQuorum } : outcome;
}
