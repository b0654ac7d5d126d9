using Actors.Engine;
using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A node that writes another ballot on the wire than its proposer meant, and does not notice from the replies.</summary>
internal abstract class BallotWire : Boundary
{
    public sealed override RegisterMessage OnSend(string node, RegisterMessage message) => message.Message switch
    {
        Prepare prepare => message with { Message = prepare with { Ballot = OnPrepare(prepare.Ballot) } },
        Accept { Ballot.IsFast: false } accept => message with { Message = accept with { Ballot = OnAccept(accept.Ballot) } },
        _ => message,
    };

    public sealed override AcceptorReply OnReceive(string node, string acceptor, RegisterMessage message, AcceptorReply reply) => (message.Message, reply) switch
    {
        (Prepare prepare, Promise promise) => promise with { Ballot = prepare.Ballot },
        (Prepare prepare, Nack nack) => nack with { Ballot = prepare.Ballot },
        (Accept accept, Accepted) => new Accepted(accept.Ballot),
        (Accept accept, Nack nack) => nack with { Ballot = accept.Ballot },
        _ => reply,
    };

    protected abstract Ballot OnPrepare(Ballot ballot);

    protected abstract Ballot OnAccept(Ballot ballot);
}
