using System.Numerics;

namespace Actors.Runtime.Metrics;

/// <summary>
/// How many durations fell into each of 208 buckets, 1 µs to 134 s, each at most an eighth wider than the one below it: a count costs one addition, and a
/// percentile is off by no more than that.
/// </summary>
internal sealed class DurationBuckets
{
    private const int SubBits = 3, SubCount = 1 << SubBits, Count = 26 * SubCount;
    private const long LongestUs = (1L << 27) - 1;

    private readonly long[] _counts = new long[Count];

    public void Add(TimeSpan duration) => Interlocked.Increment(ref _counts[IndexOf((long)duration.TotalMicroseconds)]);

    /// <summary>Those that hold anything, shortest first.</summary>
    public IEnumerable<(TimeSpan UpTo, long Count)> NotEmpty()
    {
        for (var i = 0; i < Count; i++)
            if (Volatile.Read(ref _counts[i]) is > 0 and var count) yield return (TimeSpan.FromMicroseconds(UpperUs(i)), count);
    }

    private static int IndexOf(long us)
    {
        us = Math.Clamp(us, 0, LongestUs);
        if (us < SubCount) return (int)us;
        var shift = BitOperations.Log2((ulong)us) - SubBits;
        return (shift + 1) * SubCount + (int)(us >> shift) - SubCount;
    }

    private static long UpperUs(int index)
    {
        if (index < SubCount) return index + 1;
        var shift = index / SubCount - 1;
        return (long)(index % SubCount + SubCount + 1) << shift;
    }
}
