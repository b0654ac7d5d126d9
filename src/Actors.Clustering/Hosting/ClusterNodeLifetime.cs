using Actors.Clustering.Nodes;
using Microsoft.Extensions.Options;

namespace Actors.Clustering.Hosting;

/// <summary>
/// Runs the node around the silo: it is up before anybody asks for the membership, and down only when the silo has said goodbye. That is the last
/// thing a silo does, hence the first stage.
/// </summary>
internal sealed class ClusterNodeLifetime(
    ClusterNode node, ILocalSiloDetails silo, IOptions<WriteOnceClusteringOptions> options, TimeProvider time) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(ClusterNode), ServiceLifecycleStage.First, StartAsync, StopAsync);
        lifecycle.Subscribe(nameof(ClusterNode), ServiceLifecycleStage.Last, _ => Task.CompletedTask, OnSiloStops);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var started = node.StartAsync(cancellationToken);
        var timeout = options.Value.StartTimeout;
        try
        {
            await (timeout > TimeSpan.Zero ? started.WaitAsync(timeout, time, cancellationToken) : started);
        }
        catch (TimeoutException exception)
        {
            throw new ClusteringException(
                $"Node '{node.Name}' has not met a majority of the nodes within {timeout.TotalSeconds:0.#} s: it {node.WaitsBecause ?? "is still opening its stores."} "
                + $"Start them at the same time, or set {nameof(WriteOnceClusteringOptions)}.{nameof(WriteOnceClusteringOptions.StartTimeout)}; zero waits as long as it takes.",
                exception);
        }
        await node.RequireLatestAsync(silo.SiloAddress);
    }

    private Task OnSiloStops(CancellationToken cancellationToken)
    {
        node.BeginLeaving();
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await node.LeaveAsync(cancellationToken);
        await node.DisposeAsync();
    }
}
