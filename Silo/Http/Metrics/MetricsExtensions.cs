using Actors.Runtime.Metrics;
using OpenTelemetry.Metrics;

namespace Actors.Silo.Http.Metrics;

/// <summary>What the nodes and the runtime count, for Prometheus.</summary>
internal static class MetricsExtensions
{
    public const string Path = "/metrics";

    public static void AddMetricsExport(this IServiceCollection services) => services.AddOpenTelemetry().WithMetrics(metrics => metrics
        .AddMeter(WriteOnceMeter.Name)
        .AddMeter("System.Runtime")
        .AddPrometheusExporter(options => options.ScrapeEndpointPath = Path));

    public static void MapMetricsExport(this IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint(Path).ExcludeFromDescription();
}
