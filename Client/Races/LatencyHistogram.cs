namespace Actors.Client.Races;

/// <summary>Latencies in a fixed space, from any thread: buckets of at most 1.6% of their value.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 6;
    private const int SubBuckets = 1 << SubBits;

    private readonly long[] _counts = new long[(64 - SubBits) * SubBuckets];

    public void Add(TimeSpan latency) => Interlocked.Increment(ref _counts[BucketOf((long)latency.TotalMicroseconds)]);

    /// <summary>The latency that a share of all do not exceed; null if there are none.</summary>
    /// <param name="share">Above 0, at most 1.</param>
    public TimeSpan? Percentile(double share)
    {
        var total = _counts.Sum();
        if (total == 0) return null;
        var left = (long)Math.Ceiling(share * total);
        var bucket = 0;
        while ((left -= _counts[bucket]) > 0) bucket++;
        return TimeSpan.FromMicroseconds(UpperEndOf(bucket));
    }

    private static int BucketOf(long microseconds)
    {
        if (microseconds < SubBuckets) return (int)Math.Max(0, microseconds);
        var shift = (int)long.Log2(microseconds) - SubBits;
        return ((shift + 1) * SubBuckets) + (int)(microseconds >> shift) - SubBuckets;
    }

    private static double UpperEndOf(int bucket)
    {
        if (bucket < SubBuckets) return bucket;
        var shift = (bucket / SubBuckets) - 1;
        return (((long)(bucket % SubBuckets) + SubBuckets + 1) << shift) - 1;
    }
}
