namespace Actors.Engine;

/// <summary>A batch of messages to one node's acceptors.</summary>
/// <param name="From">The name of the proposer that sends it: a node's, or a client's own.</param>
/// <param name="Seen">
/// The highest mark that the sender has seen of the addressed node: a node whose store is behind it has forgotten something, and must not answer.
/// </param>
/// <param name="Heard">
/// What the sender has seen of all nodes, in the order of the layout, if it is no node itself: nobody asks a client when a node starts again, so nodes
/// remember for it. Else empty.
/// </param>
/// <param name="Messages">The messages. None at all asks only for <see cref="AcceptorAnswer.SeenOfYou"/>.</param>
public sealed record AcceptorRequest(string From, StoreMark Seen, IReadOnlyList<StoreMark> Heard, IReadOnlyList<RegisterMessage> Messages)
{
    /// <summary>A request of a node.</summary>
    public AcceptorRequest(string from, StoreMark seen, IReadOnlyList<RegisterMessage> messages) : this(from, seen, [], messages)
    {
    }
}
