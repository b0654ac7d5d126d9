using System.Globalization;

namespace Actors.Bench.Results;

/// <summary>What a number of ours must be, beside those of the others.</summary>
/// <param name="AtLeast">Whether it must be at least that; else at most.</param>
/// <param name="TimesEtcd">So many times etcd's.</param>
/// <param name="TimesZooKeeper">So many times ZooKeeper's.</param>
/// <param name="TimesBetter">So many times the better of the two.</param>
/// <param name="TimesDotNext">So many times DotNext's.</param>
/// <param name="TimesDecision">So many times that of our own decisions.</param>
/// <param name="Limit">So much, whatever the others do.</param>
internal sealed record Target(
    bool AtLeast,
    double? TimesEtcd = null, double? TimesZooKeeper = null, double? TimesBetter = null, double? TimesDotNext = null, double? TimesDecision = null, double? Limit = null)
{
    /// <summary>Whether our number reaches it; null if something that it is compared with was not measured.</summary>
    public bool? IsReached(double own, Others others)
    {
        double? better = others is { Etcd: { } etcd, ZooKeeper: { } zooKeeper } ? AtLeast ? Math.Max(etcd, zooKeeper) : Math.Min(etcd, zooKeeper) : null;
        (double? Times, double? Of)[] comparisons =
            [(TimesEtcd, others.Etcd), (TimesZooKeeper, others.ZooKeeper), (TimesBetter, better), (TimesDotNext, others.DotNext), (TimesDecision, others.Decision), (Limit, 1)];
        var asked = comparisons.Where(comparison => comparison.Times is not null).ToList();
        return asked.Any(comparison => comparison.Of is null) ? null : asked.All(comparison => Reaches(own, comparison.Times * comparison.Of));
    }

    public override string ToString()
    {
        string?[] parts =
        [
            Times(TimesEtcd, "etcd"), Times(TimesZooKeeper, "zookeeper"), Times(TimesBetter, "the better"), Times(TimesDotNext, "dotnext"),
            Times(TimesDecision, "a decision"), Limit?.ToString(CultureInfo.InvariantCulture),
        ];
        return $"{(AtLeast ? "≥" : "≤")} {string.Join(", ", parts.OfType<string>())}";
    }

    private bool Reaches(double own, double? bound) => AtLeast ? own >= bound : own <= bound;

    private static string? Times(double? times, string whose) => times is null ? null : string.Create(CultureInfo.InvariantCulture, $"{times} × {whose}");
}
