using System.Globalization;

namespace Actors.Bench.Results;

/// <summary>One line of the table.</summary>
/// <param name="Metric">What is compared.</param>
/// <param name="Own">Ours.</param>
/// <param name="Others">What it is compared with.</param>
internal sealed record ResultRow(Metric Metric, double? Own, Others Others)
{
    private const string Nothing = "";

    /// <summary>What was measured, in the order of <see cref="Metrics"/>.</summary>
    public static IReadOnlyList<ResultRow> All(IReadOnlyList<Measurement> summary) =>
    [
        .. Metrics.All
            .Select(metric => new ResultRow(metric, metric.Find(summary, "actors"), Others.Of(summary, metric)))
            .Where(row => (row.Own ?? row.Others.Etcd ?? row.Others.ZooKeeper ?? row.Others.DotNext) is not null),
    ];

    /// <summary>Name, four numbers, three ratios, target and whether it is reached.</summary>
    public IReadOnlyList<string> Cells =>
    [
        Metric.What, Number(Own), Number(Others.Etcd), Number(Others.ZooKeeper), Number(Others.DotNext),
        Ratio(Own, Others.Etcd), Ratio(Own, Others.ZooKeeper), Ratio(Own, Others.DotNext),
        Metric.Target?.ToString() ?? Nothing,
        Own is { } own && Metric.Target?.IsReached(own, Others) is { } reached ? reached ? "yes" : "no" : Nothing,
    ];

    private string Number(double? number) => number?.ToString($"N{Metric.Decimals}", CultureInfo.InvariantCulture) ?? Nothing;

    private static string Ratio(double? own, double? other) => other is null or 0 ? Nothing : (own / other)?.ToString("0.00 ×", CultureInfo.InvariantCulture) ?? Nothing;
}
