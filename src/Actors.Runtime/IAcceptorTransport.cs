using Actors.Engine;
using Actors.Paxos;

namespace Actors.Runtime;

/// <summary>The way to the acceptors of other nodes.</summary>
public interface IAcceptorTransport
{
    /// <summary>
    /// Completes with the replies, in the order of the messages. Any exception is a missing vote: nobody knows what the node has done. The caller
    /// has a deadline of its own and may stop waiting at any time.
    /// </summary>
    Task<IReadOnlyList<AcceptorReply>> SendAsync(string node, IReadOnlyList<RegisterMessage> messages, CancellationToken cancellationToken);
}
