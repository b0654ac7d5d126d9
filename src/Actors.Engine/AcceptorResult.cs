using Actors.Paxos;

namespace Actors.Engine;

/// <summary>What came of a batch of messages.</summary>
/// <param name="Replies">One reply for each message, in their order.</param>
/// <param name="Mark">How far the store has come, for whoever gets the replies to remember.</param>
/// <param name="Chosen">The registers whose value this node learned with this batch: those who wait for them can be told.</param>
/// <param name="Violations">What the protocol rules out was asked in this batch, and was not done: for the log.</param>
public sealed record AcceptorResult(
    IReadOnlyList<AcceptorReply> Replies, StoreMark Mark, IReadOnlyList<KeyValuePair<RegisterKey, Proposal>> Chosen,
    IReadOnlyList<string> Violations);
