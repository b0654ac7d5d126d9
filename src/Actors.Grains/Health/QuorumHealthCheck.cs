using Actors.Grains.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Grains.Health;

/// <summary>
/// Whether the cluster decides, as this node sees it: so many nodes answer as acceptors that every register has a classic quorum. Asks on the way that
/// decisions go, writes nothing, and asks at most once a second however often it is called.
/// </summary>
internal sealed class QuorumHealthCheck(WriteOnceNode node, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<string?>? _latest;
    private long _askedAt;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await LatestAsync().WaitAsync(cancellationToken) is { } problem
            ? new HealthCheckResult(context.Registration.FailureStatus, problem)
            : HealthCheckResult.Healthy("The cluster decides.");

    private Task<string?> LatestAsync()
    {
        lock (_lock)
        {
            if (_latest is not null && (!_latest.IsCompleted || time.GetElapsedTime(_askedAt) < Interval)) return _latest;
            _askedAt = time.GetTimestamp();
            return _latest = AskAsync();
        }
    }

    /// <summary>Takes no longer than a message may.</summary>
    private async Task<string?> AskAsync()
    {
        if (!node.IsRunning) return $"Node {node.Name} has not started yet, or is stopping.";
        var quorums = node.Node.Layout.Quorums;
        var missing = await node.FindSilentAsync();
        // The worst register has all the missing nodes among its acceptors.
        return quorums.Acceptors - missing.Count >= quorums.Classic ? null
            : $"Too few nodes vote: {quorums.Classic} of the {quorums.Acceptors} acceptors of a register decide, and {string.Join(", ", missing)} did not answer node {node.Name}.";
    }
}
