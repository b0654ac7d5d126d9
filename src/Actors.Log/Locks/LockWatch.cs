namespace Actors.Log.Locks;

/// <summary>
/// What one node has seen of all grants: since when it knows each of them, by its own monotonic clock. A grant is over for this node when it has known that very
/// grant, unrenewed, for the lease and the drift. It counts from when it learned of the grant, which is after the holder asked for it; so the holder, which
/// counts from before it asked and without the drift, is done first.
/// </summary>
/// <remarks>No part of the machine's state: every node sees other times. A node that starts counts anew.</remarks>
/// <param name="time">Only its timestamps are used, never its time of day.</param>
/// <param name="drift">See <see cref="LockService.DriftDefault"/>.</param>
internal sealed class LockWatch(TimeProvider time, double drift)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SeenGrant> _seen = [];
    private readonly SortedSet<SeenGrant> _byEnd = [];
    private LockState? _last;

    /// <summary>For how long a grant must have been seen.</summary>
    public TimeSpan TermOf(LockHold grant) =>
        // Only somebody who writes to the log by other means has leases beyond the limits; the earliest version wrote none at all.
        (grant.Lease >= LockService.LeaseMin && grant.Lease <= LockService.LeaseMax ? grant.Lease : LockService.LeaseMax) * (1 + drift);

    /// <summary>A command was applied here.</summary>
    public void OnApplied(LockState before, LockCommand command, LockState after)
    {
        lock (_lock)
        {
            // Not the state after the last command: it comes from a snapshot. A grant that was here before is still the same one, unrenewed.
            if (!ReferenceEquals(before, _last)) foreach (var name in _seen.Keys.Union(before.Held.Keys).ToList()) Note(name, before);
            foreach (var name in command.Over?.Keys ?? []) Note(name, after);
            Note(command.Name, after);
            _last = after;
        }
    }

    /// <summary>How long it is until a grant is over for this node; zero or less if it is.</summary>
    public TimeSpan LeftOf(string name, LockHold grant)
    {
        lock (_lock) return _seen.TryGetValue(name, out var seen) && seen.Grant == grant ? LeftOf(seen) : TermOf(grant);
    }

    /// <summary>The grants that are over for this node: that of a lock, and some of others, so that those that nobody asks for do not pile up. Null if none is.</summary>
    public IReadOnlyDictionary<string, LockHold>? Over(string name, int othersMax)
    {
        lock (_lock)
        {
            var over = _byEnd.Take(othersMax).ToList();
            if (_seen.TryGetValue(name, out var own) && !over.Contains(own)) over.Add(own);
            over.RemoveAll(seen => LeftOf(seen) > TimeSpan.Zero);
            return over.Count == 0 ? null : over.ToDictionary(seen => seen.Name, seen => seen.Grant);
        }
    }

    /// <summary>Completes when an owner could have a lock, as far as this node knows: its grant was given back, is over, or is the owner's. Or after some time.</summary>
    public async Task WaitAsync(string name, string owner, TimeSpan max, CancellationToken cancellationToken)
    {
        for (var started = time.GetTimestamp(); TakenBy(name) is { } seen && seen.Grant.Owner != owner;)
        {
            var (left, patience) = (LeftOf(seen), max - time.GetElapsedTime(started));
            if (patience < left) left = patience;
            if (left <= TimeSpan.Zero) return;
            await seen.Changed.Task.WaitAsync(left, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private SeenGrant? TakenBy(string name)
    {
        lock (_lock) return _seen.GetValueOrDefault(name);
    }

    private TimeSpan LeftOf(SeenGrant seen) => time.GetElapsedTime(time.GetTimestamp(), seen.End);

    private void Note(string name, LockState state)
    {
        var grant = state.Held.GetValueOrDefault(name);
        if (_seen.TryGetValue(name, out var seen))
        {
            if (seen.Grant == grant) return;
            _seen.Remove(name);
            _byEnd.Remove(seen);
            seen.Changed.TrySetResult();
        }
        if (grant is null) return;
        var end = time.GetTimestamp() + (long)Math.Ceiling(TermOf(grant).TotalSeconds * time.TimestampFrequency);
        _byEnd.Add(_seen[name] = new SeenGrant(name, grant, end));
    }
}
