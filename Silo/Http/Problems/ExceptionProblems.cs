using System.Text.Json;
using Actors.Log;
using Actors.Log.Machines;
using Actors.Paxos;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Actors.Silo.Http.Problems;

/// <summary>The one place where exceptions become answers.</summary>
internal sealed class ExceptionProblems(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (HasLeft(context, exception)) return true;
        var advice = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<RetryAdvice>() ?? RetryAdvice.Default;
        if (Describe(exception, advice) is not { } problem) return false;
        context.Response.StatusCode = problem.Status!.Value;
        await problems.WriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem });
        return true;
    }

    /// <summary>Such a caller hears no answer, and is no fault of the server: one could fill the log with these.</summary>
    private static bool HasLeft(HttpContext context, Exception exception) =>
        exception is ConnectionResetException || (exception is IOException or OperationCanceledException && context.RequestAborted.IsCancellationRequested);

    private static ProblemDetails? Describe(Exception exception, RetryAdvice advice) => exception switch
    {
        ProblemException { Problem: var problem } => problem,
        NoQuorumException no => New(StatusCodes.Status503ServiceUnavailable, ProblemTypes.NoQuorum, "Too few nodes answer", no.Advising(advice.Text)),
        LogFullException => New(StatusCodes.Status503ServiceUnavailable, ProblemTypes.LogFull, "Too much waits", exception.Message),
        QuotaExceededException => New(StatusCodes.Status507InsufficientStorage, ProblemTypes.QuotaExceeded, "The quota is used up", exception.Message),
        UnknownOutcomeException open => New(StatusCodes.Status504GatewayTimeout, ProblemTypes.UnknownOutcome, "The outcome is unknown", open.Advising(advice.Text)),
        IdReusedException => New(
            StatusCodes.Status422UnprocessableEntity, ProblemTypes.IdempotencyKeyReused, "The Idempotency-Key was used for another change", exception.Message),
        InvariantException => New(StatusCodes.Status500InternalServerError, ProblemTypes.BrokenRegister, "The register cannot be decided", exception.Message),
        StateDivergedException => New(StatusCodes.Status500InternalServerError, ProblemTypes.StateDiverged, "This node has stopped to apply commands", exception.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad =>
            New(bad.StatusCode, ProblemTypes.MalformedRequest, "The request is malformed", Explain(bad)),
        BadHttpRequestException bad => new() { Status = bad.StatusCode },
        // Kestrel has no other word for a chunk whose size is no 32-bit number.
        IOException { InnerException: OverflowException } chunk =>
            New(StatusCodes.Status400BadRequest, ProblemTypes.MalformedRequest, "The request is malformed", chunk.Message),
        _ => null,
    };

    private static string Explain(BadHttpRequestException exception) => exception.InnerException is JsonException json
        ? $"The body is not the JSON that is expected here, at {json.Path ?? "$"}, line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}. See /openapi/v1.json."
        : exception.Message;

    private static ProblemDetails New(int status, string type, string title, string detail) =>
        new() { Status = status, Type = type, Title = title, Detail = detail };
}
