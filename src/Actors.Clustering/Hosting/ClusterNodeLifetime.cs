using Actors.Clustering.Membership;
using Actors.Clustering.Nodes;

namespace Actors.Clustering.Hosting;

/// <summary>
/// Runs the node around the silo: it is up before anybody asks for the membership, and down only when the silo has said goodbye. That is the last
/// thing a silo does, hence the first stage.
/// </summary>
internal sealed class ClusterNodeLifetime(ClusterNode node, TimeProvider time) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan LingerMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(ClusterNode), ServiceLifecycleStage.First, node.StartAsync, StopAsync);

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        using (var linger = new CancellationTokenSource(LingerMax, time))
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(linger.Token, cancellationToken))
        {
            try
            {
                // When all silos stop at once, the majority must not be gone before the last one has said goodbye.
                while ((await node.Versions.LatestAsync(either.Token)).Rows.Any(IsLeaving)) await Task.Delay(LookInterval, time, either.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ClusteringException or InvalidOperationException)
            {
            }
        }
        await node.DisposeAsync();
    }

    private static bool IsLeaving(MemberRow row) => row.Status is SiloStatus.ShuttingDown or SiloStatus.Stopping;
}
