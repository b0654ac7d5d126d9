using Actors.Engine;
using Actors.Grains.Acceptors;
using Actors.Paxos;

namespace Actors.Grains.Proposers;

/// <summary>The way to the acceptors: in-process to this node's, a grain call to the others'.</summary>
internal sealed class AcceptorTransport(IGrainFactory grains, string self, AcceptorLoop own)
{
    /// <summary>Completes with the replies, in the order of the messages. Every failure is a missing vote.</summary>
    public Task<IReadOnlyList<AcceptorReply>> SendAsync(string node, IReadOnlyList<RegisterMessage> messages) =>
        node == self ? own.ProcessAsync(messages) : SendRemoteAsync(node, messages);

    private async Task<IReadOnlyList<AcceptorReply>> SendRemoteAsync(string node, IReadOnlyList<RegisterMessage> messages) =>
        BatchCodec.DecodeReplies(await grains.GetGrain<IAcceptorGrain>(node).ProcessAsync(BatchCodec.Encode(messages)).ConfigureAwait(false));
}
