namespace Actors.Bench.Results;

/// <summary>All numbers that the table compares, with the targets of the project.</summary>
internal static class Metrics
{
    private const string Decide = "decide", Race = "race", Read = "read", Append = "append", Append64 = "append64", Cas = "cas", Execute = "execute", Failover = "failover";

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
        new("appends to one log/s, 1 caller", Append, 1, one => one.OpsS, 0),
        new("appends to one log/s, 16 callers", Append, 16, one => one.OpsS, 0),
        new("appends to one log/s, 64 callers", Append, 64, one => one.OpsS, 0),
        new("appends to one log/s, 256 callers", Append, 256, one => one.OpsS, 0, new Target(AtLeast: true, TimesEtcd: 3, TimesDotNext: 1)),
        new("the same, etcd with compare-and-set", Append, 256, one => one.OpsS, 0, EtcdWorkload: Cas),
        new("p99 ms of an append, 1 caller", Append, 1, one => one.P99Ms, 2),
        new("p99 ms of an append, 16 callers", Append, 16, one => one.P99Ms, 2),
        new("p99 ms of an append, 64 callers", Append, 64, one => one.P99Ms, 2),
        new("p99 ms of an append, 256 callers", Append, 256, one => one.P99Ms, 2),
        new("CPU s per 1000 appends, 256 callers", Append, 256, one => one.CpuSPer1000, 3),
        new("appends to 64 logs/s, 64 callers", Append64, 64, one => one.OpsS, 0),
        new("appends to 64 logs/s, 256 callers", Append64, 256, one => one.OpsS, 0),
        new("p99 ms of an append to 64 logs, 256 callers", Append64, 256, one => one.P99Ms, 2),
        new("p50 ms of a command, 1 caller", Execute, 1, one => one.P50Ms, 2, new Target(AtLeast: false, TimesDecision: 1.3)),
    ];
}
