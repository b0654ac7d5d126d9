using Actors.Clustering.Transport;
using Actors.Runtime;
using Microsoft.Extensions.Logging;

namespace Actors.Clustering.Nodes;

/// <summary>
/// Keeps a node up while other nodes that stop still need its votes: first to say goodbye, which Orleans would try for minutes otherwise, then to record what
/// they know of all stores. Ends before the node closes its transport.
/// </summary>
/// <param name="peers">The other nodes.</param>
/// <param name="record">Records what this node knows.</param>
/// <param name="onRecorded">Told when this node needs the others no more, whether it could record or not.</param>
/// <param name="logger">For what could not be recorded.</param>
/// <param name="time">The clock.</param>
internal sealed partial class ShutdownBarrier(
    PeerClient peers, Func<CancellationToken, Task> record, Action onRecorded, ILogger<ShutdownBarrier> logger, TimeProvider time)
{
    // Silos that leave at the same moment contend for table versions, and Orleans pauses for seconds after each lost one.
    private static readonly TimeSpan GoodbyesMax = TimeSpan.FromSeconds(4), Max = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Ends when no node that answers needs this one, after 6 s, or when it is cancelled. Never throws.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(GoodbyesMax, time);
        using var enough = new CancellationTokenSource(Max, time);
        await WaitAsync(node => node.IsLeaving, late.Token, cancellationToken);
        await RecordAsync(enough.Token, cancellationToken);
        await WaitAsync(node => node.IsRecording, enough.Token, cancellationToken);
    }

    private async Task WaitAsync(Func<NodeDescription, bool> needs, CancellationToken enough, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough, cancellationToken);
        try
        {
            while ((await peers.DescribeAsync(null, either.Token)).Any(needs)) await Task.Delay(AskInterval, time, either.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task RecordAsync(CancellationToken enough, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough, cancellationToken);
        try
        {
            await record(either.Token);
        }
        catch (Exception exception) when (exception is ClusteringException or OperationCanceledException or NodeStoppedException)
        {
            if (!cancellationToken.IsCancellationRequested) LogNotRecorded(exception.Message);
        }
        onRecorded();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What this node knows of the stores could not be recorded, as no quorum is left: {Problem}")]
    private partial void LogNotRecorded(string problem);
}
