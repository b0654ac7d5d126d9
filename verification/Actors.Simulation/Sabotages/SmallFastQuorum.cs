using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>One acceptor too few chooses a value in the fast round: 2 of 3, 3 of 5.</summary>
internal sealed class SmallFastQuorum : Boundary
{
    public override QuorumSystem Quorums(int acceptors)
    {
        var right = QuorumSystem.Of(acceptors);
        return QuorumSystem.Unchecked(acceptors, right.Classic, right.Fast - 1);
    }
}
