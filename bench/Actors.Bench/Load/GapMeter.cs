using System.Diagnostics;

namespace Actors.Bench.Load;

/// <summary>The longest time without a success, the time before the first and after the last one included. From any thread.</summary>
/// <param name="start">When it begins to count, as <see cref="Stopwatch.GetTimestamp"/> has it.</param>
internal sealed class GapMeter(long start)
{
    private readonly Lock _lock = new();
    private long _last = start;
    private long _longest;

    public void OnSuccess(long timestamp)
    {
        lock (_lock)
        {
            _longest = Math.Max(_longest, timestamp - _last);
            // Callers come here a moment after they took the time, and so not always in its order.
            _last = Math.Max(_last, timestamp);
        }
    }

    /// <summary>The longest gap until now.</summary>
    public TimeSpan Longest(long timestamp)
    {
        lock (_lock) return Stopwatch.GetElapsedTime(0, Math.Max(_longest, timestamp - _last));
    }
}
