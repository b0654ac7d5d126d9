using Actors.Engine;
using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>
/// A proposer holds a value of the fast round to be safe to ignore unless a whole fast quorum reports it. A classic quorum is smaller,
/// so the fast round is never recovered.
/// </summary>
internal sealed class MiscountFastVotes : Boundary
{
    public override AcceptorReply OnReceive(string node, string acceptor, RegisterMessage message, AcceptorReply reply) =>
        reply is Promise { Accepted.Ballot.IsFast: true } promise ? promise with { Accepted = null } : reply;
}
