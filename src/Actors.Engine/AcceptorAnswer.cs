using Actors.Paxos;

namespace Actors.Engine;

/// <summary>A node's answer to an <see cref="AcceptorRequest"/>.</summary>
/// <param name="Sequence">The <see cref="IRegisterStore.Sequence"/> of the answering node.</param>
/// <param name="SeenOfYou">The highest sequence that the answering node has seen of the one that asked, 0 if none.</param>
/// <param name="Replies">One reply for each message, in their order.</param>
public sealed record AcceptorAnswer(long Sequence, long SeenOfYou, IReadOnlyList<AcceptorReply> Replies);
