namespace Actors.Bench.Results;

/// <summary>All numbers that the table compares, with the targets of the project.</summary>
internal static class Metrics
{
    private const string Decide = "decide", Race = "race", Read = "read", Failover = "failover";

    public static IReadOnlyList<Metric> All { get; } =
    [
        new("decisions/s, 1 caller", Decide, 1, one => one.OpsS, 0),
        new("decisions/s, 16 callers", Decide, 16, one => one.OpsS, 0),
        new("decisions/s, 64 callers", Decide, 64, one => one.OpsS, 0, new Target(AtLeast: true, TimesEtcd: 4, TimesZooKeeper: 2)),
        new("decisions/s, 256 callers", Decide, 256, one => one.OpsS, 0, new Target(AtLeast: true, TimesEtcd: 6, TimesZooKeeper: 3)),
        new("p50 ms, 1 caller", Decide, 1, one => one.P50Ms, 2, new Target(AtLeast: false, TimesZooKeeper: 1)),
        new("p99 ms, 1 caller", Decide, 1, one => one.P99Ms, 2),
        new("p50 ms, 64 callers", Decide, 64, one => one.P50Ms, 2),
        new("p99 ms, 64 callers", Decide, 64, one => one.P99Ms, 2, new Target(AtLeast: false, TimesZooKeeper: 0.5)),
        new("p50 ms, 256 callers", Decide, 256, one => one.P50Ms, 2),
        new("p99 ms, 256 callers", Decide, 256, one => one.P99Ms, 2),
        new("CPU s per 1000 decisions, 256 callers", Decide, 256, one => one.CpuSPer1000, 3, new Target(AtLeast: false, TimesZooKeeper: 0.5)),
        new("keys/s with 8 racing on each, 64 callers", Race, 64, one => one.OpsS, 0, new Target(AtLeast: true, TimesBetter: 4)),
        new("linearizable reads/s, 64 callers", Read, 64, one => one.OpsS, 0, new Target(AtLeast: true, TimesEtcd: 20)),
        new("longest gap ms, a server killed, 16 callers", Failover, 16, one => one.GapMs, 0, new Target(AtLeast: false, Limit: 50)),
        new("bytes on disk per register, log included", Decide, 256, one => one.BytesPerRegister, 0),
    ];
}
