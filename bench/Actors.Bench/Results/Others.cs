namespace Actors.Bench.Results;

/// <summary>What a number of ours is compared with; null what was not measured.</summary>
/// <param name="Etcd">That of etcd.</param>
/// <param name="ZooKeeper">That of ZooKeeper.</param>
/// <param name="DotNext">That of DotNext.</param>
/// <param name="Decision">The same of our own decisions, with as many callers.</param>
internal readonly record struct Others(double? Etcd = null, double? ZooKeeper = null, double? DotNext = null, double? Decision = null)
{
    public static Others Of(IReadOnlyList<Measurement> summary, Metric metric) => new(
        metric.Find(summary, "etcd"), metric.Find(summary, "zookeeper"), metric.Find(summary, "dotnext"), (metric with { Workload = "decide" }).Find(summary, "actors"));
}
