using Actors.Engine;
using Actors.Grains.Placement;
using Actors.Runtime;

namespace Actors.Grains.Nodes;

/// <summary>The way to the acceptors of other nodes by grain calls.</summary>
internal sealed class GrainTransport(IGrainFactory grains, LiveNodes nodes, ClusterLayout layout) : IAcceptorTransport
{
    // No token goes along: cancelling would cost a message of its own, and what was sent may be done anyway.
    public async Task<AcceptorAnswer> SendAsync(string node, AcceptorRequest request, CancellationToken cancellationToken)
    {
        nodes.Require(node);
        return BatchCodec.DecodeAnswer(await grains.GetGrain<IAcceptorGrain>(node).ProcessAsync(BatchCodec.Encode(request, layout)).ConfigureAwait(false));
    }
}
