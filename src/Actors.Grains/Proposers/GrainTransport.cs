using Actors.Engine;
using Actors.Grains.Placement;
using Actors.Paxos;
using Actors.Runtime;

namespace Actors.Grains.Proposers;

/// <summary>The way to the acceptors of other nodes by grain calls.</summary>
internal sealed class GrainTransport(IGrainFactory grains, LiveNodes nodes) : IAcceptorTransport
{
    // No token goes along: cancelling would cost a message of its own, and what was sent may be done anyway.
    public async Task<IReadOnlyList<AcceptorReply>> SendAsync(string node, IReadOnlyList<RegisterMessage> messages, CancellationToken cancellationToken)
    {
        nodes.Require(node);
        return BatchCodec.DecodeReplies(await grains.GetGrain<IAcceptorGrain>(node).ProcessAsync(BatchCodec.Encode(messages)).ConfigureAwait(false));
    }
}
