using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Silo.Nodes;

/// <summary>Whether the nodes of this process vote and serve: all of them but those that were stopped by their switch.</summary>
internal sealed class LocalNodesHealthCheck(LocalNodes nodes) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Node[] wanted = [.. nodes.All.Where(node => node.IsWanted)];
        if (wanted.Length == 0) return HealthCheckResult.Unhealthy(nodes.MissingBecause);
        var problems = await Task.WhenAll(wanted.Select(node => node.ProblemAsync(context.Registration.Name, cancellationToken)));
        return problems.All(problem => problem is null) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(string.Join(' ', problems.Where(problem => problem is not null)));
    }
}
