namespace Actors.Log.Locks;

/// <summary>
/// The grants that, by this clock, last longer than their lease: whoever gave them had a clock that was ahead of this one. Each is watched, by how much
/// time goes by and not by what time it is; when it was there for all of its lease and was not renewed, it is over, whatever it says.
/// </summary>
internal sealed class LockWatch(TimeProvider time)
{
    private const int WatchedMax = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (LockGrant Grant, long Since)> _watched = [];

    /// <summary>The grant of a lock that was seen to outlast its lease; null if none was.</summary>
    public LockGrant? OutwaitedOf(string name)
    {
        lock (_lock)
            return _watched.TryGetValue(name, out var watched) && time.GetElapsedTime(watched.Since) >= watched.Grant.Lease ? watched.Grant : null;
    }

    /// <summary>Somebody else has the lock; null if nobody.</summary>
    public void OnAnswer(string name, LockGrant? other)
    {
        lock (_lock)
        {
            // One without a lease is of an earlier version, which did not keep it.
            if (other is null || other.Lease <= TimeSpan.Zero || other.ExpiresAt - time.GetUtcNow() <= other.Lease) _watched.Remove(name);
            else if (!_watched.TryGetValue(name, out var watched) || watched.Grant != other)
            {
                // Who asked may never come back: better that all begin anew than that these stay for ever.
                if (_watched.Count == WatchedMax) _watched.Clear();
                _watched[name] = (other, time.GetTimestamp());
            }
        }
    }
}
