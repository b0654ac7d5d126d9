using Actors.Engine;
using Actors.Runtime;

namespace Actors.Clustering.Transport;

/// <summary>The way to the acceptors of other nodes over HTTP/2. Needs no silo, so it can carry what silos need to find each other.</summary>
internal sealed class HttpTransport(PeerClient peers, ClusterLayout layout) : IAcceptorTransport
{
    public async Task<AcceptorAnswer> SendAsync(string node, AcceptorRequest request, CancellationToken cancellationToken) =>
        BatchCodec.DecodeAnswer(await peers.PostAsync(node, Wire.Acceptors, BatchCodec.Encode(request, layout), cancellationToken));
}
