namespace Actors.Engine;

/// <summary>A batch of messages to one node's acceptors.</summary>
/// <param name="From">The name of the node that sends it.</param>
/// <param name="Seen">
/// The highest mark that the sender has seen of the addressed node: a node whose store is behind it has forgotten something, and must not answer.
/// </param>
/// <param name="Messages">The messages. None at all asks only for <see cref="AcceptorAnswer.SeenOfYou"/>.</param>
public sealed record AcceptorRequest(string From, StoreMark Seen, IReadOnlyList<RegisterMessage> Messages);
