using Actors.Clustering.Nodes;

namespace Actors.Clustering.Hosting;

/// <summary>
/// Runs the node around the silo: it is up before anybody asks for the membership, and down only when the silo has said goodbye. That is the last
/// thing a silo does, hence the first stage.
/// </summary>
internal sealed class ClusterNodeLifetime(ClusterNode node, ILocalSiloDetails silo) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(ClusterNode), ServiceLifecycleStage.First, StartAsync, StopAsync);
        lifecycle.Subscribe(nameof(ClusterNode), ServiceLifecycleStage.Last, _ => Task.CompletedTask, OnSiloStops);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await node.StartAsync(cancellationToken);
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
