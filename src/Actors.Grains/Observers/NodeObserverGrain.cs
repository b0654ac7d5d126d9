using Actors.Figures;
using Actors.Grains.Hosting;
using Actors.Grains.Placement;
using Actors.Paxos;
using Actors.Rounds;
using Orleans.Concurrency;
using Orleans.GrainDirectory;
using Orleans.Placement;

namespace Actors.Grains.Observers;

/// <summary>The way to what a node shows of itself. It keeps nothing itself.</summary>
[NodePlacement, GrainDirectory(NoGrainDirectory.Name), Immovable, Reentrant]
internal sealed class NodeObserverGrain(WriteOnceNode node) : Grain, INodeObserverGrain
{
    /// <summary>Well below any response timeout: whoever still watches calls again.</summary>
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(10);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString() != node.Name)
            throw new InvalidOperationException($"Node '{node.Name}' cannot show how '{this.GetPrimaryKeyString()}' is.");
        return Task.CompletedTask;
    }

    public async Task<RoundBatch> WatchAsync(string key, long after, TimeSpan patience)
    {
        var (register, here) = (new RegisterKey(key), node.Node);
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(patience, PatienceMax);
        var events = await here.Trace.WatchAsync(register, after, patience);
        // Read after the events: it may be newer than the last of them, never older.
        var holds = here.Layout.AcceptorsOf(register).Contains(here.Layout.IndexOf(here.Name)) ? await here.HoldsAsync(register) : null;
        return new RoundBatch(here.Name, null, holds, [.. events.Select(traced => RoundEvents.Of(here.Name, traced))]);
    }

    public Task<NodeFigures> FiguresAsync()
    {
        var counts = node.Node.Metrics!.Counts;
        return Task.FromResult(new NodeFigures(
            counts.Uptime, node.Node.RefusesBecause, counts.Suspected, counts.FastDecisions, counts.ClassicDecisions, counts.NoQuorum, counts.Unknown,
            [.. counts.Durations.Select(bucket => new DurationBucket(bucket.UpTo, bucket.Count))], counts.StoreWrites, counts.StoreWriteTime,
            counts.AcceptorBatches, counts.AcceptorMessages, counts.PeerBatches, counts.PeerMessages, counts.Decided, counts.StoreBytes,
            node.Node.Layout.Quorums.Acceptors));
    }
}
