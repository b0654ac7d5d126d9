using Actors.Client.Cluster;
using Actors.Log;
using Actors.Log.Machines;

namespace Actors.Client.Output;

/// <summary>From exceptions to named failures, one line each.</summary>
internal static class Failures
{
    /// <param name="exception">What went wrong.</param>
    /// <param name="advice">See <see cref="ClientCommand.Advice"/>.</param>
    public static Answer Of(Exception exception, string advice) => exception switch
    {
        UsageException => Answer.Failure(ExitCode.Usage, "usage", exception.Message),
        UnreachableException => Answer.Failure(ExitCode.Unknown, "unreachable", exception.Message),
        NoQuorumException no => Answer.Failure(ExitCode.Unknown, "no-quorum", no.Advising(advice)),
        LogFullException => Answer.Failure(ExitCode.Unknown, "log-full", exception.Message),
        QuotaExceededException => Answer.Failure(ExitCode.Lost, "quota-exceeded", exception.Message),
        UnknownOutcomeException open => Answer.Failure(ExitCode.Unknown, "unknown-outcome", open.Advising(advice)),
        TimeoutException => Answer.Failure(ExitCode.Unknown, "unknown-outcome", exception.Message),
        OperationCanceledException => Answer.Failure(ExitCode.Unknown, "unknown-outcome", "Interrupted. What was proposed may yet win."),
        InvalidDataException => Answer.Failure(ExitCode.Lost, "foreign-value", exception.Message),
        _ => Answer.Failure(ExitCode.Unknown, "failed", $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}"),
    };
}
