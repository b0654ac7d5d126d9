using Actors.Paxos;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Actors.Silo.Http.Problems;

/// <summary>Writes every problem as RFC 9457 JSON, whatever the caller says that it accepts: the other choice is to tell nothing.</summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    private const string RetryAfterSeconds = "1";

    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        var status = problem.Status ??= http.Response.StatusCode;
        // The framework's own types are links to the RFC of the status.
        if (problem.Type?.Contains(':', StringComparison.Ordinal) ?? true) problem.Type = ProblemTypes.Of(status);
        problem.Title ??= ReasonPhrases.GetReasonPhrase(status);
        problem.Detail ??= Advice(status, http.Request);
        problem.Instance ??= http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = RetryAfterSeconds;
        // Without the token of the request: an answer that its caller does not wait for is none, and no fault.
        await http.Response.WriteAsJsonAsync(problem, options: null, "application/problem+json");
    }

    private static string? Advice(int status, HttpRequest request) => status switch
    {
        StatusCodes.Status404NotFound => "There is nothing here. The calls that exist are in /openapi/v1.json.",
        StatusCodes.Status405MethodNotAllowed => $"{request.Method} cannot be done here; the header Allow says what can.",
        StatusCodes.Status413PayloadTooLarge => $"A body has at most {RegisterValue.MaxBytes} bytes. Store what is larger elsewhere, and its address here.",
        StatusCodes.Status415UnsupportedMediaType => "Send the body as application/json.",
        _ => null,
    };
}
