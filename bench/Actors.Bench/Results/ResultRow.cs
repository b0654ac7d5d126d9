using System.Globalization;

namespace Actors.Bench.Results;

/// <summary>One line of the table.</summary>
/// <param name="Metric">What is compared.</param>
/// <param name="Own">Ours.</param>
/// <param name="Etcd">That of etcd.</param>
/// <param name="ZooKeeper">That of ZooKeeper.</param>
internal sealed record ResultRow(Metric Metric, double? Own, double? Etcd, double? ZooKeeper)
{
    private const string Nothing = "";

    /// <summary>What was measured, in the order of <see cref="Metrics"/>.</summary>
    public static IReadOnlyList<ResultRow> All(IReadOnlyList<Measurement> summary) =>
    [
        .. Metrics.All
            .Select(metric => new ResultRow(metric, Find(summary, metric, "actors"), Find(summary, metric, "etcd"), Find(summary, metric, "zookeeper")))
            .Where(row => (row.Own ?? row.Etcd ?? row.ZooKeeper) is not null),
    ];

    /// <summary>Name, three numbers, two ratios, target and whether it is reached.</summary>
    public IReadOnlyList<string> Cells =>
    [
        Metric.What, Number(Own), Number(Etcd), Number(ZooKeeper), Ratio(Own, Etcd), Ratio(Own, ZooKeeper),
        Metric.Target?.ToString() ?? Nothing,
        Own is { } own && Metric.Target?.IsReached(own, Etcd, ZooKeeper) is { } reached ? reached ? "yes" : "no" : Nothing,
    ];

    private static double? Find(IReadOnlyList<Measurement> summary, Metric metric, string system) =>
        summary.FirstOrDefault(one => one.System == system && one.Workload == metric.Workload && one.Callers == metric.Callers) is { } found ? metric.Of(found) : null;

    private string Number(double? number) => number?.ToString($"N{Metric.Decimals}", CultureInfo.InvariantCulture) ?? Nothing;

    private static string Ratio(double? own, double? other) => other is null or 0 ? Nothing : (own / other)?.ToString("0.00 ×", CultureInfo.InvariantCulture) ?? Nothing;
}
