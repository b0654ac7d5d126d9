using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>One acceptor too few makes a classic quorum: 1 of 3, 2 of 5.</summary>
internal sealed class SmallClassicQuorum : Boundary
{
    public override QuorumSystem Quorums(int acceptors)
    {
        var right = QuorumSystem.Of(acceptors);
        return QuorumSystem.Unchecked(acceptors, right.Classic - 1, right.Fast);
    }
}
