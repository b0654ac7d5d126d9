using Microsoft.Extensions.Logging;

namespace Actors.Runtime;

/// <summary>What a node says in the log.</summary>
internal static partial class NodeLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node}, incarnation {Incarnation}, store {StoreId}: {Acceptors} acceptors a register among {Nodes}.")]
    public static partial void Started(this ILogger logger, string node, long incarnation, Guid storeId, int acceptors, string nodes);

    [LoggerMessage(Level = LogLevel.Error, Message = "Node {Node} does not vote: {Problem}")]
    public static partial void Refuses(this ILogger logger, string node, string problem);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Node {Node} does not vote: {Problem}")]
    public static partial void Fails(this ILogger logger, Exception exception, string node, string problem);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Node {Node} refused a message that violates the protocol. {Violation} The sender is malicious or has a bug. Logged at most every 10 s.")]
    public static partial void Violated(this ILogger logger, string node, string violation);

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} votes again.")]
    public static partial void VotesAgain(this ILogger logger, string node);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} suspects {Suspect}: it is skipped until it answers.")]
    public static partial void Suspected(this ILogger logger, string node, string suspect);

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node}: {Suspect} answers again.")]
    public static partial void Back(this ILogger logger, string node, string suspect);
}
