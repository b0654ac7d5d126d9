using Actors.Engine;
using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A proposer sends its own proposal in phase 2, whatever the promises held.</summary>
internal sealed class ProposeOwnValue : Boundary
{
    public override AcceptorReply OnReceive(string node, string acceptor, RegisterMessage message, AcceptorReply reply) =>
        reply is Promise promise ? promise with { Accepted = null } : reply;
}
