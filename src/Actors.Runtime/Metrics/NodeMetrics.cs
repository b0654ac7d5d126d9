using System.Diagnostics.Metrics;
using Actors.Engine;
using static Actors.Runtime.Metrics.WriteOnceMeter;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace Actors.Runtime.Metrics;

/// <summary>
/// What a node counts of itself. Counting is an addition or two and allocates nothing, so it is never switched off; histograms for exporters cost a little
/// more, and only where somebody listens to <see cref="WriteOnceMeter"/>.
/// </summary>
public sealed class NodeMetrics : IDisposable
{
    private readonly RegisterNode _node;
    private readonly IRegisterStore _store;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly Tag _name;
    private readonly Tag[] _fast, _classic;
    private readonly (string Peer, Tag[] Tags)[] _peers;
    private long _suspicions, _acceptorBatches, _acceptorMessages, _peerBatches, _peerMessages, _decided, _storeWrites, _storeWriteUs;

    internal NodeMetrics(RegisterNode node, IRegisterStore store, TimeProvider time)
    {
        (_node, _store, _time, _started, _name) = (node, store, time, time.GetTimestamp(), new Tag(NodeTag, node.Name));
        (_fast, _classic) = ([_name, new Tag(RoundTag, "fast")], [_name, new Tag(RoundTag, "classic")]);
        _peers = [.. node.Layout.Nodes.Where(peer => peer != node.Name).Select(peer => (peer, new[] { _name, new Tag(PeerTag, peer) }))];
        Calls = new CallMetrics(_name, time);
    }

    /// <summary>Everything at this moment, as sums since the node's start.</summary>
    public NodeCounts Counts => new(
        _time.GetElapsedTime(_started), Calls.Decisions.Fast, Calls.Decisions.Classic, Calls.NoQuorum, Calls.Unknown, [.. Calls.Decided.NotEmpty()],
        Volatile.Read(ref _storeWrites), TimeSpan.FromMicroseconds(Volatile.Read(ref _storeWriteUs)),
        Volatile.Read(ref _acceptorBatches), Volatile.Read(ref _acceptorMessages), Volatile.Read(ref _peerBatches), Volatile.Read(ref _peerMessages),
        Volatile.Read(ref _decided), _store.SizeBytes, [.. _peers.Select(peer => peer.Peer).Where(_node.Suspects)]);

    internal CallMetrics Calls { get; }

    /// <summary>The node can be asked: what it counts is exported from now on.</summary>
    internal void Publish() => Add(this);

    /// <summary>The node has stopped: it is not exported any more.</summary>
    public void Dispose() => Remove(this);

    internal void OnSuspected() => Interlocked.Increment(ref _suspicions);

    /// <summary>The acceptors have answered so many messages at once, and learned so many decisions.</summary>
    internal void OnAcceptorBatch(int messages, int decided)
    {
        Interlocked.Increment(ref _acceptorBatches);
        Interlocked.Add(ref _acceptorMessages, messages);
        Interlocked.Add(ref _decided, decided);
        if (AcceptorBatchSize.Enabled) AcceptorBatchSize.Record(messages, _name);
    }

    internal void OnPeerBatch(int messages)
    {
        Interlocked.Increment(ref _peerBatches);
        Interlocked.Add(ref _peerMessages, messages);
        if (PeerBatchSize.Enabled) PeerBatchSize.Record(messages, _name);
    }

    internal void OnStoreWrite(TimeSpan duration)
    {
        Interlocked.Increment(ref _storeWrites);
        Interlocked.Add(ref _storeWriteUs, (long)duration.TotalMicroseconds);
        if (StoreWriteDuration.Enabled) StoreWriteDuration.Record(duration.TotalSeconds, _name);
    }

    internal IEnumerable<Measurement<long>> ObserveDecisions() => [new(Calls.Decisions.Fast, _fast), new(Calls.Decisions.Classic, _classic)];

    internal IEnumerable<Measurement<long>> ObserveSuspicions() => [new(Volatile.Read(ref _suspicions), _name)];

    internal IEnumerable<Measurement<long>> ObserveSuspected() => _peers.Select(peer => new Measurement<long>(_node.Suspects(peer.Peer) ? 1 : 0, peer.Tags));

    internal IEnumerable<Measurement<long>> ObserveStoreSize() => _store.SizeBytes is { } bytes ? [new(bytes, _name)] : [];

    internal IEnumerable<Measurement<long>> ObserveDecided() => [new(Volatile.Read(ref _decided), _name)];
}
