using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Silo.Nodes;

/// <summary>Whether the cluster decides, as any node of this process sees it.</summary>
internal sealed class LocalQuorumHealthCheck(LocalNodes nodes) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var problems = await Task.WhenAll(
            nodes.All.Where(node => node.Faces is not null).Select(node => node.ProblemAsync(context.Registration.Name, cancellationToken)));
        return problems.Contains(null) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(problems.FirstOrDefault() ?? nodes.MissingBecause);
    }
}
