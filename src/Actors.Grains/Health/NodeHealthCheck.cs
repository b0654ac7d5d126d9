using Actors.Grains.Hosting;
using Actors.Grains.Placement;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Grains.Health;

/// <summary>Whether the node of this silo votes and serves. Asks no other node.</summary>
internal sealed class NodeHealthCheck(WriteOnceNode node, LiveNodes nodes) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        Problem() is { } problem ? new HealthCheckResult(context.Registration.FailureStatus, problem) : HealthCheckResult.Healthy($"Node {node.Name} votes."));

    private string? Problem() =>
        !node.IsRunning ? $"Node {node.Name} has not started yet, or is stopping."
        : node.Node.RefusesBecause is { } refusal ? $"Node {node.Name} does not vote: {refusal}"
        : nodes.Find(node.Name) is null ? $"Node {node.Name} is not an active member of the cluster."
        : null;
}
