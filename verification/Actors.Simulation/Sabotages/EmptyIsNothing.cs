using Actors.Engine;
using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>An empty value is taken for no value: whoever accepted it is seen as having accepted nothing.</summary>
internal sealed class EmptyIsNothing : Boundary
{
    public override AcceptorReply OnReceive(string node, string acceptor, RegisterMessage message, AcceptorReply reply) => reply switch
    {
        Promise promise => promise with { Accepted = Null(promise.Accepted) },
        Report report => report with { Accepted = Null(report.Accepted) },
        Nack nack => nack with { Pair = Null(nack.Pair) },
        _ => reply,
    };

    private static AcceptedPair? Null(AcceptedPair? pair) => pair?.Proposal.Value.Bytes.IsEmpty == true ? null : pair;
}
