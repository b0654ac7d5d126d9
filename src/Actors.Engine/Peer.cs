using Actors.Paxos;

namespace Actors.Engine;

/// <summary>
/// One node as this one sees it: what waits to be sent to it, what is under way, how fast it answers, and whether it is suspected.
/// Suspicion costs the suspect nothing but being skipped; it never counts as an answer.
/// </summary>
internal sealed class Peer(string node, int index, ProposerOptions options)
{
    /// <summary>
    /// A batch has a price of its own: fewer proposals for the fast round than these wait for the one under way and travel together then. Nothing else does: a
    /// classic round is there because something was late, perhaps that very batch.
    /// </summary>
    private const int WorthAnother = 64;

    private readonly Queue<Envelope> _queue = new();
    private readonly List<Batch> _underWay = [];
    private TimeSpan _nextProbe;
    private bool _isUrgent, _isPressing;

    public string Node => node;
    public int Index => index;
    public bool Suspected { get; private set; }
    public RoundTrips RoundTrips { get; } = new(options);

    /// <summary>What it has told of its store, to this node or to others that have told this one.</summary>
    public StoreMark Seen { get; private set; }

    /// <summary>Whether it makes sense to send now: a suspect is only tried now and then.</summary>
    public bool MaySend(TimeSpan now)
    {
        if (!Suspected) return true;
        if (now < _nextProbe || _underWay.Count > 0) return false;
        _nextProbe = now + options.ProbeInterval;
        return true;
    }

    /// <summary>To be sent with the next batch; a hint, which belongs to no operation, makes none necessary.</summary>
    public void Enqueue(Envelope envelope)
    {
        _queue.Enqueue(envelope);
        _isUrgent |= envelope.Operation is not null;
        _isPressing |= envelope is { Operation: not null, Message.Message: not Accept { Ballot.IsFast: true } };
    }

    /// <summary>Hints have waited long enough for company.</summary>
    public void Hurry() => _isUrgent = _queue.Count > 0;

    /// <summary>The next batch to send, null if nothing has to be or enough are under way: what queues meanwhile travels together.</summary>
    public Batch? TryTake(TimeSpan now)
    {
        if (!_isUrgent || _underWay.Count >= (Suspected ? 1 : options.BatchesUnderWayMax)) return null;
        if (_underWay.Count > 0 && !_isPressing && _queue.Count < Math.Min(WorthAnother, options.BatchSizeMax)) return null;
        var envelopes = new List<Envelope>(Math.Min(_queue.Count, options.BatchSizeMax));
        while (envelopes.Count < options.BatchSizeMax && _queue.TryDequeue(out var envelope))
            if (!envelope.IsStale)
                envelopes.Add(envelope);
        _isUrgent = _queue.Count > 0;
        _isPressing &= _isUrgent;
        if (envelopes.Count == 0) return null;
        var batch = new Batch(this, [.. envelopes], now);
        _underWay.Add(batch);
        return batch;
    }

    /// <summary>False if the batch had been given up before.</summary>
    public bool Finish(Batch batch) => _underWay.Remove(batch);

    public void Note(StoreMark mark) => Seen = StoreMark.Join(Seen, mark);

    public void OnAnswer(Batch batch, TimeSpan now)
    {
        Suspected = false;
        RoundTrips.Observe(now - batch.WaitedSince);
    }

    /// <summary>Whether it has left a batch unanswered for so long that waiting for it is unwise.</summary>
    public bool IsSilent(TimeSpan now) =>
        _underWay.Count > 0 && now - _underWay[0].SentAt > options.SuspectAfter + 4 * RoundTrips.Patience;

    /// <summary>Skips it from now on, and returns what waited to be sent: it would be stale when the node is back.</summary>
    public Envelope[] Suspect(TimeSpan now)
    {
        Suspected = true;
        _nextProbe = now + options.ProbeInterval;
        var dropped = _queue.ToArray();
        _queue.Clear();
        _isUrgent = _isPressing = false;
        return dropped;
    }
}
