namespace Actors.Figures;

/// <summary>What a node did between two looks at it. What did not happen at all has no mean: null.</summary>
/// <param name="DecisionsPerSecond">Decided proposals through this node.</param>
/// <param name="LearnedPerSecond">Registers whose decision its acceptors have learned, whoever proposed.</param>
/// <param name="FastShare">The share of them that took no classic round, 0 to 1.</param>
/// <param name="Median">Half of their callers waited no longer.</param>
/// <param name="P99">99 of 100 waited no longer.</param>
/// <param name="StoreWrite">The mean time of a synced write.</param>
/// <param name="AcceptorBatch">The mean number of messages answered with one write.</param>
/// <param name="PeerBatch">The mean number of messages sent together.</param>
/// <param name="Failed">Calls that ended with "no quorum" or an unknown outcome.</param>
public sealed record NodeRates(
    double DecisionsPerSecond, double LearnedPerSecond, double? FastShare, TimeSpan? Median, TimeSpan? P99, TimeSpan? StoreWrite, double? AcceptorBatch, double? PeerBatch, long Failed)
{
    /// <summary>Null if the node has been started again in between, or no time has passed.</summary>
    public static NodeRates? Between(NodeFigures earlier, NodeFigures later)
    {
        if (later.Uptime <= earlier.Uptime) return null;
        var seconds = (later.Uptime - earlier.Uptime).TotalSeconds;
        var (fast, classic) = (later.FastDecisions - earlier.FastDecisions, later.ClassicDecisions - earlier.ClassicDecisions);
        var durations = Difference(earlier.Durations, later.Durations);
        return new NodeRates(
            (fast + classic) / seconds,
            (later.Decided - earlier.Decided) / seconds,
            Mean(fast, fast + classic),
            Percentile(durations, 0.5),
            Percentile(durations, 0.99),
            Mean((later.StoreWriteTime - earlier.StoreWriteTime).TotalSeconds, later.StoreWrites - earlier.StoreWrites) is { } write ? TimeSpan.FromSeconds(write) : null,
            Mean(later.AcceptorMessages - earlier.AcceptorMessages, later.AcceptorBatches - earlier.AcceptorBatches),
            Mean(later.PeerMessages - earlier.PeerMessages, later.PeerBatches - earlier.PeerBatches),
            later.NoQuorum + later.Unknown - earlier.NoQuorum - earlier.Unknown);
    }

    private static double? Mean(double sum, long count) => count > 0 ? sum / count : null;

    private static List<DurationBucket> Difference(IReadOnlyList<DurationBucket> earlier, IReadOnlyList<DurationBucket> later)
    {
        var before = earlier.ToDictionary(bucket => bucket.UpTo, bucket => bucket.Count);
        return [.. later.Select(bucket => bucket with { Count = bucket.Count - before.GetValueOrDefault(bucket.UpTo) }).Where(bucket => bucket.Count > 0)];
    }

    private static TimeSpan? Percentile(List<DurationBucket> buckets, double share)
    {
        var rank = share * buckets.Sum(bucket => bucket.Count);
        foreach (var bucket in buckets)
            if ((rank -= bucket.Count) <= 0) return bucket.UpTo;
        return null;
    }
}
