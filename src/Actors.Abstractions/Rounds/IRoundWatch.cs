using Actors.Paxos;

namespace Actors.Rounds;

/// <summary>Shows what the nodes really send each other about one register, while it happens.</summary>
public interface IRoundWatch
{
    /// <summary>
    /// Watches a register on all nodes until it is cancelled; it does not end by itself. The first batch of a node says what its acceptor holds, and
    /// from then on nothing that the node sends or receives is missed while it answers: wait for it before you begin what you want to see. What came
    /// before is there only if somebody watched already.
    /// </summary>
    /// <remarks>
    /// The nodes record nothing unless somebody watches, and forget the register some seconds after the last one has left. Batches of different nodes
    /// come in any order, and the clocks of different nodes are not comparable: <see cref="RoundStory"/> puts all of it in order.
    /// </remarks>
    IAsyncEnumerable<RoundBatch> WatchAsync(RegisterKey key, CancellationToken cancellationToken = default);
}
