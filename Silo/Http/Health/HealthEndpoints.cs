using Actors.Silo.Http.Problems;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Silo.Http.Health;

/// <summary>What probes ask: the process, the node and the cluster, each for itself.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags("Health");
        health.MapGet("/live", () => TypedResults.Text("live"))
            .WithSummary("Says that this process serves HTTP").WithDescription("From its first moment on, whatever its node waits for.");
        health.MapGet("/ready", (HealthCheckService checks, CancellationToken cancellationToken) =>
                AskAsync(checks, WriteOnceHealthChecksBuilderExtensions.Node, "ready", ProblemTypes.NotReady, "This node does not vote and serve", cancellationToken))
            .WithSummary("Says whether this node votes and serves").WithDescription("Of a process with several nodes: all that are not stopped by their switch.")
            .Produces<string>(contentType: "text/plain").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        health.MapGet("/quorum", (HealthCheckService checks, CancellationToken cancellationToken) =>
                AskAsync(checks, WriteOnceHealthChecksBuilderExtensions.Quorum, "quorum", ProblemTypes.NoQuorum, "Too few nodes vote", cancellationToken))
            .WithSummary("Says whether the cluster decides").WithDescription("As this node sees it. Not for readiness: to take this node away makes nothing better.")
            .Produces<string>(contentType: "text/plain").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> AskAsync(
        HealthCheckService checks, string check, string answer, string problemType, string title, CancellationToken cancellationToken)
    {
        var entry = (await checks.CheckHealthAsync(registration => registration.Name == check, cancellationToken)).Entries[check];
        if (entry.Status == HealthStatus.Healthy) return TypedResults.Text(answer);
        throw new ProblemException(
            StatusCodes.Status503ServiceUnavailable, problemType, title, $"{entry.Description ?? entry.Exception?.Message} /cluster shows all nodes.");
    }
}
