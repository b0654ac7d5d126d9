using System.Globalization;

namespace Actors.Bench.Results;

/// <summary>What a number of ours must be, beside those of the others.</summary>
/// <param name="AtLeast">Whether it must be at least that; else at most.</param>
/// <param name="TimesEtcd">So many times etcd's.</param>
/// <param name="TimesZooKeeper">So many times ZooKeeper's.</param>
/// <param name="TimesBetter">So many times the better of the two.</param>
/// <param name="Limit">So much, whatever the others do.</param>
internal sealed record Target(bool AtLeast, double? TimesEtcd = null, double? TimesZooKeeper = null, double? TimesBetter = null, double? Limit = null)
{
    /// <summary>Whether our number reaches it; null if a system that it is compared with was not measured.</summary>
    public bool? IsReached(double own, double? etcd, double? zooKeeper)
    {
        if ((TimesEtcd ?? TimesBetter) is not null && etcd is null || (TimesZooKeeper ?? TimesBetter) is not null && zooKeeper is null) return null;
        double? better = AtLeast ? Math.Max(etcd ?? 0, zooKeeper ?? 0) : Math.Min(etcd ?? 0, zooKeeper ?? 0);
        double?[] bounds = [TimesEtcd * etcd, TimesZooKeeper * zooKeeper, TimesBetter * better, Limit];
        return bounds.OfType<double>().All(bound => AtLeast ? own >= bound : own <= bound);
    }

    public override string ToString()
    {
        string?[] parts = [Times(TimesEtcd, "etcd"), Times(TimesZooKeeper, "zookeeper"), Times(TimesBetter, "the better"), Limit?.ToString(CultureInfo.InvariantCulture)];
        return $"{(AtLeast ? "≥" : "≤")} {string.Join(", ", parts.OfType<string>())}";
    }

    private static string? Times(double? times, string whose) => times is null ? null : string.Create(CultureInfo.InvariantCulture, $"{times} × {whose}");
}
