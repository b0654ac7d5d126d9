using Actors.Paxos;

namespace Actors.Engine;

/// <summary>A node's answer to an <see cref="AcceptorRequest"/>.</summary>
/// <param name="Mark">How far the store has come that the replies rest on.</param>
/// <param name="SeenOfYou">The highest mark that the answering node has seen of the one that asked.</param>
/// <param name="Replies">One reply for each message, in their order.</param>
public sealed record AcceptorAnswer(StoreMark Mark, StoreMark SeenOfYou, IReadOnlyList<AcceptorReply> Replies);
