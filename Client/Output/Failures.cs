using Actors.Client.Cluster;
using Actors.Log;

namespace Actors.Client.Output;

/// <summary>From exceptions to named failures, one line each.</summary>
internal static class Failures
{
    public static Answer Of(Exception exception) => exception switch
    {
        UsageException => Answer.Failure(ExitCode.Usage, "usage", exception.Message),
        UnreachableException => Answer.Failure(ExitCode.Unknown, "unreachable", exception.Message),
        NoQuorumException => Answer.Failure(ExitCode.Unknown, "no-quorum", exception.Message),
        LogFullException => Answer.Failure(ExitCode.Unknown, "log-full", exception.Message),
        UnknownOutcomeException => Answer.Failure(ExitCode.Unknown, "unknown-outcome", exception.Message),
        TimeoutException => Answer.Failure(ExitCode.Unknown, "unknown-outcome", exception.Message),
        OperationCanceledException => Answer.Failure(ExitCode.Unknown, "unknown-outcome", "Interrupted. What was proposed may yet win."),
        InvalidDataException => Answer.Failure(ExitCode.Lost, "foreign-value", exception.Message),
        _ => Answer.Failure(ExitCode.Unknown, "failed", $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}"),
    };
}
