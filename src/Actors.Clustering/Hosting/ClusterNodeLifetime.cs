using Actors.Clustering.Nodes;

namespace Actors.Clustering.Hosting;

/// <summary>
/// Runs the node around the silo's use of its membership: up before <see cref="ServiceLifecycleStage.RuntimeStorageServices"/>, down only when the
/// silo has said goodbye.
/// </summary>
internal sealed class ClusterNodeLifetime(ClusterNode node) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(ClusterNode), ServiceLifecycleStage.RuntimeServices, node.StartAsync, async _ => await node.DisposeAsync());
}
