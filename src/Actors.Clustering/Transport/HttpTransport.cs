using Actors.Engine;
using Actors.Paxos;
using Actors.Runtime;

namespace Actors.Clustering.Transport;

/// <summary>The way to the acceptors of other nodes over HTTP/2. Needs no silo, so it can carry what silos need to find each other.</summary>
internal sealed class HttpTransport(PeerClient peers) : IAcceptorTransport
{
    public async Task<IReadOnlyList<AcceptorReply>> SendAsync(
        string node, IReadOnlyList<RegisterMessage> messages, CancellationToken cancellationToken)
    {
        var bytes = await peers.PostAsync(node, Wire.Acceptors, BatchCodec.Encode(messages), cancellationToken);
        return BatchCodec.DecodeReplies(bytes) is { } replies && replies.Length == messages.Count
            ? replies
            : throw new InvalidDataException($"Node '{node}' did not send one reply to each of {messages.Count} messages.");
    }
}
