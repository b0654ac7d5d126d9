using Actors.Paxos;

namespace Actors.Runtime.Tracing;

/// <summary>Something that happened to a watched register on this node.</summary>
/// <param name="Number">Rises with every event of the node, in the order in which they happened there, also over its restarts.</param>
/// <param name="At">When, by this node's clock: not comparable with another's.</param>
public abstract record TracedEvent(long Number, DateTimeOffset At)
{
    private protected TracedEvent() : this(0, default) { }
}

/// <summary>A caller came to the node's proposer, with a proposal or, null, only to look.</summary>
public sealed record CallBegun(Proposal? Own) : TracedEvent;

/// <summary>The caller was told the outcome; null if it was told to ask another node.</summary>
public sealed record CallEnded(Outcome? Outcome) : TracedEvent;

/// <summary>The node's proposer sent a message to the acceptor of a node, its own included.</summary>
public sealed record MessageSent(string To, AcceptorMessage Message) : TracedEvent;

/// <summary>It has given up waiting for the reply: either way may have been lost.</summary>
public sealed record MessageLost(string To, AcceptorMessage Message) : TracedEvent;

/// <summary>The node's acceptor took up a message of a node's proposer.</summary>
public sealed record MessageReceived(string From, AcceptorMessage Message) : TracedEvent;

/// <summary>The acceptor replied, after all that the reply rests on was durable.</summary>
public sealed record ReplySent(string To, AcceptorReply Reply) : TracedEvent;

/// <summary>The reply reached the proposer.</summary>
public sealed record ReplyReceived(string From, AcceptorReply Reply) : TracedEvent;
