using Actors.Clustering.Transport;

namespace Actors.Clustering.Nodes;

/// <summary>
/// Keeps a node up while other silos still need it to say goodbye: when all stop at once, the majority must not be gone before the last one
/// has written that it leaves, for Orleans would try that for minutes.
/// </summary>
internal sealed class Farewell(PeerClient peers, TimeProvider time)
{
    // Silos that leave at the same moment contend for table versions, and Orleans pauses for seconds after each lost one.
    private static readonly TimeSpan LingerMax = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Ends when no node that answers is leaving, after 15 s, or when it is cancelled. Never throws.</summary>
    public async Task LingerAsync(CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(LingerMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            while ((await peers.DescribeAsync(null, either.Token)).Any(node => node.IsLeaving)) await Task.Delay(AskInterval, time, either.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
