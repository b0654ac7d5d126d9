using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Actors.Grains.Hosting;
using Actors.Grains.Placement;
using Actors.Paxos;
using Actors.Rounds;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Observers;

/// <summary>Asks every node, again and again, what has happened to a register; each answer renews the lease there.</summary>
internal sealed class RoundWatch(IGrainFactory grains, LiveNodes nodes, IOptions<WriteOnceOptions> options, TimeProvider time) : IRoundWatch
{
    private const int BatchesUnread = 64;

    /// <summary>Well below the lease; a node that is dead shows as such as soon after.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500), AnswerWithin = TimeSpan.FromSeconds(2), RetryInterval = TimeSpan.FromMilliseconds(250);

    public async IAsyncEnumerable<RoundBatch> WatchAsync(RegisterKey key, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batches = Channel.CreateBounded<RoundBatch>(BatchesUnread);
        var asking = options.Value.Nodes.Select(node => AskAsync(node, key, batches.Writer, ended.Token)).ToArray();
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellationToken)) yield return batch;
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(asking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AskAsync(string node, RegisterKey key, ChannelWriter<RoundBatch> batches, CancellationToken cancellationToken)
    {
        RoundBatch? last = null;
        // The first answer is for the lease, and comes at once.
        var (after, patience) = (0L, TimeSpan.Zero);
        while (true)
        {
            var batch = await AskOnceAsync(node, key, after, patience, cancellationToken);
            if (batch.Events.Count > 0) after = batch.Events[^1].Number;
            patience = batch.Problem is null ? Patience : TimeSpan.Zero;
            if (last is null || batch.Events.Count > 0 || batch.Holds != last.Holds || batch.Problem is null != last.Problem is null)
                await batches.WriteAsync(batch, cancellationToken);
            last = batch;
            if (batch.Problem is not null) await Task.Delay(RetryInterval, time, cancellationToken);
        }
    }

    private async Task<RoundBatch> AskOnceAsync(string node, RegisterKey key, long after, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            nodes.Require(node);
            return await grains.GetGrain<INodeObserverGrain>(node).WatchAsync(key.Value, after, patience).WaitAsync(patience + AnswerWithin, time, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new RoundBatch(node, exception is TimeoutException ? $"Node '{node}' does not answer." : exception.Message, null, []);
        }
    }
}
