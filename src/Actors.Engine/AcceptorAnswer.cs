using Actors.Paxos;

namespace Actors.Engine;

/// <summary>A node's answer to an <see cref="AcceptorRequest"/>.</summary>
/// <param name="Mark">How far the store has come that the replies rest on.</param>
/// <param name="Heard">
/// What the answering node knows of the stores of all nodes, in the order of the layout, if there were no messages. A node that starts asks for it:
/// it needs what is known of itself, and remembers the rest again. With messages: what is known of the asking node's own store, if it has said less itself, and
/// default marks in front of it. It may have said that before it was told; or its memory and its disk were rolled back.
/// </param>
/// <param name="Replies">The replies to the first messages, in their order: to all of them, unless that would be too much for one answer.</param>
public sealed record AcceptorAnswer(StoreMark Mark, IReadOnlyList<StoreMark> Heard, IReadOnlyList<AcceptorReply> Replies);
