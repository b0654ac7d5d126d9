using Actors.Engine;

namespace Actors.Runtime;

/// <summary>The way to the acceptors of other nodes.</summary>
public interface IAcceptorTransport
{
    /// <summary>
    /// Completes with the answer: replies in the order of the messages, see <see cref="AcceptorAnswer.Replies"/>. Any exception is a missing vote: nobody knows what the node has done. The caller
    /// has a deadline of its own and may stop waiting at any time.
    /// </summary>
    Task<AcceptorAnswer> SendAsync(string node, AcceptorRequest request, CancellationToken cancellationToken);
}
