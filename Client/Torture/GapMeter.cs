namespace Actors.Client.Torture;

/// <summary>
/// The longest time without a decision, the beginning and the end of the run included. From any thread; times are nanoseconds of the run.
/// </summary>
internal sealed class GapMeter
{
    private readonly Lock _lock = new();
    private long _last;
    private long _longest;
    private long _longestStart;
    private long _lapLongest;
    private bool _paused;
    private Action<long>? _onResumed;

    public void OnDecision(long now)
    {
        lock (_lock)
        {
            if (!_paused) Close(now);
            else if (_onResumed is { } resumed)
            {
                (_last, _paused, _onResumed) = (now, false, null);
                resumed(now);
            }
        }
    }

    /// <summary>From now on there is nothing to expect.</summary>
    public void Pause(long now)
    {
        lock (_lock)
        {
            if (!_paused) Close(now);
            (_paused, _onResumed) = (true, null);
        }
    }

    /// <summary>From the next decision on there is.</summary>
    public void Resume(Action<long> onDecision)
    {
        lock (_lock) _onResumed = onDecision;
    }

    /// <summary>The longest so far, the present one included.</summary>
    public Gap Longest(long now)
    {
        lock (_lock)
            return !_paused && now - _last > _longest ? Of(now - _last, _last) : Of(_longest, _longestStart);
    }

    /// <summary>The longest since the last lap, at least part of which lies in this one; the next lap begins.</summary>
    public TimeSpan Lap(long now)
    {
        lock (_lock)
        {
            var longest = _paused ? _lapLongest : Math.Max(_lapLongest, now - _last);
            _lapLongest = 0;
            return Of(longest, 0).Length;
        }
    }

    private void Close(long now)
    {
        _lapLongest = Math.Max(_lapLongest, now - _last);
        if (now - _last > _longest) (_longest, _longestStart) = (now - _last, _last);
        // Decisions are counted a moment after their time was taken, and so not always in its order.
        _last = Math.Max(_last, now);
    }

    private static Gap Of(long length, long start) => new(Nanoseconds.ToTimeSpan(length), Nanoseconds.ToTimeSpan(start));
}
