using Actors.Paxos;

namespace Actors.Engine;

/// <summary>
/// One node as this one sees it: what waits to be sent to it, what is under way, how fast it answers, and whether it is suspected.
/// Suspicion costs the suspect nothing but being skipped; it never counts as an answer.
/// </summary>
internal sealed class Peer(string node, int index, ProposerOptions options)
{
    private readonly Queue<Envelope> _queue = new();
    private readonly List<Batch> _underWay = [];
    private readonly BatchLimits _limits = new(options);
    private TimeSpan _nextProbe;
    private TimeSpan? _answeredAt;
    private long _queuedBytes;
    private bool _isUrgent, _isPressing;

    public string Node => node;
    public int Index => index;
    public bool Suspected { get; private set; }
    public RoundTrips RoundTrips { get; } = new(options);

    /// <summary>What it has told of its store, to this node or to others that have told this one.</summary>
    public StoreMark Seen { get; private set; }

    /// <summary>Whether it has answered anything since.</summary>
    public bool HasAnsweredSince(TimeSpan time) => _answeredAt >= time;

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
        _queuedBytes += envelope.Bytes;
        envelope.Operation?.OnQueued(envelope.Acceptor);
        _isUrgent |= envelope.Operation is not null;
        _isPressing |= envelope is { Operation: not null, Message.Message: not Accept { Ballot.IsFast: true } };
    }

    /// <summary>Hints have waited long enough for company.</summary>
    public void Hurry() => _isUrgent = _queue.Count > 0;

    /// <summary>The next batch to send, null if nothing has to be or enough are under way: what queues meanwhile travels together.</summary>
    public Batch? TryTake(TimeSpan now)
    {
        if (!_isUrgent || _underWay.Count >= (Suspected ? 1 : options.BatchesUnderWayMax)) return null;
        if (_underWay.Count > 0 && !_isPressing && !_limits.AreWorthAnother(_queue.Count, _queuedBytes)) return null;
        var envelopes = Take();
        _isUrgent = _queue.Count > 0;
        _isPressing &= _isUrgent;
        if (envelopes.Count == 0) return null;
        var batch = new Batch(this, [.. envelopes], now);
        var lateAt = now + RoundTrips.Patience + batch.Travel;
        foreach (var envelope in envelopes) envelope.Operation?.OnSent(envelope.Acceptor, lateAt);
        _underWay.Add(batch);
        return batch;
    }

    /// <summary>False if the batch had been given up before.</summary>
    public bool Finish(Batch batch) => _underWay.Remove(batch);

    public void Note(StoreMark mark) => Seen = StoreMark.Join(Seen, mark);

    /// <summary>It has answered somebody else of this node, so it is skipped no longer.</summary>
    public void Trust(TimeSpan now) => (Suspected, _answeredAt) = (false, now);

    /// <summary>It has answered a batch, or as many of its first messages as the answer had room for.</summary>
    public void OnAnswer(Batch batch, int replies, TimeSpan now)
    {
        Suspected = false;
        _answeredAt = now;
        RoundTrips.Observe(now - batch.WaitedSince);
        _limits.OnAnswer(batch, replies, now);
    }

    /// <summary>What an answer had no room for goes first.</summary>
    public void Return(ReadOnlySpan<Envelope> unanswered)
    {
        var waiting = _queue.ToArray();
        _queue.Clear();
        foreach (var envelope in unanswered)
        {
            if (envelope.IsStale) continue;
            _queue.Enqueue(envelope);
            _queuedBytes += envelope.Bytes;
            envelope.Operation?.OnQueued(envelope.Acceptor);
            _isUrgent = true;
        }
        foreach (var envelope in waiting) _queue.Enqueue(envelope);
    }

    /// <summary>Whether what queues for it will be sent before long: what is under way is not late yet.</summary>
    public bool IsMoving(TimeSpan now) => _underWay.Count > 0 && now - _underWay[0].SentAt <= RoundTrips.Patience + _underWay[0].Travel;

    /// <summary>Whether it has left a batch unanswered for so long that waiting for it is unwise. What still queues for it does not count.</summary>
    public bool IsSilent(TimeSpan now) =>
        _underWay.Count > 0 && now - _underWay[0].SentAt > options.SuspectAfter + 4 * RoundTrips.Patience + _underWay[0].Travel;

    /// <summary>Skips it from now on, and returns what waited to be sent: it would be stale when the node is back.</summary>
    public Envelope[] Suspect(TimeSpan now)
    {
        Suspected = true;
        _nextProbe = now + options.ProbeInterval;
        _limits.Halve();
        var dropped = _queue.ToArray();
        foreach (var envelope in dropped)
            if (!envelope.IsStale) envelope.Operation?.OnDropped(envelope.Acceptor);
        _queue.Clear();
        _queuedBytes = 0;
        _isUrgent = _isPressing = false;
        return dropped;
    }

    private List<Envelope> Take()
    {
        var envelopes = new List<Envelope>(Math.Min(_queue.Count, options.BatchSizeMax));
        var bytes = 0;
        while (_queue.TryPeek(out var envelope) && _limits.Admit(envelopes.Count, bytes, envelope.Bytes))
        {
            _queue.Dequeue();
            _queuedBytes -= envelope.Bytes;
            if (envelope.IsStale) continue;
            envelopes.Add(envelope);
            bytes += envelope.Bytes;
        }
        return envelopes;
    }
}
