namespace Actors.Client.Torture;

/// <summary>The longest time without a decision, the beginning and the end of the run included. From any thread; times are nanoseconds of the run.</summary>
internal sealed class GapMeter
{
    private readonly Lock _lock = new();
    private long _last;
    private long _longest;
    private long _longestStart;
    private bool _paused;

    public void OnDecision(long now)
    {
        lock (_lock)
            if (!_paused) Close(now);
    }

    /// <summary>From now on there is nothing to expect.</summary>
    public void Pause(long now)
    {
        lock (_lock)
        {
            if (!_paused) Close(now);
            _paused = true;
        }
    }

    /// <summary>From now on there is.</summary>
    public void Resume(long now)
    {
        lock (_lock) (_last, _paused) = (now, false);
    }

    /// <summary>The longest so far, the present one included.</summary>
    public Gap Longest(long now)
    {
        lock (_lock)
            return !_paused && now - _last > _longest ? Of(now - _last, _last) : Of(_longest, _longestStart);
    }

    private void Close(long now)
    {
        if (now - _last > _longest) (_longest, _longestStart) = (now - _last, _last);
        // Decisions are counted a moment after their time was taken, and so not always in its order.
        _last = Math.Max(_last, now);
    }

    private static Gap Of(long length, long start) => new(TimeSpan.FromTicks(length / TimeSpan.NanosecondsPerTick), TimeSpan.FromTicks(start / TimeSpan.NanosecondsPerTick));
}
