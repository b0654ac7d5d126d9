using System.Text.Json.Serialization;

namespace Actors.Bench.Results;

/// <summary>What one load gave on one system.</summary>
/// <param name="System">Which system.</param>
/// <param name="Workload">Which load.</param>
/// <param name="Callers">How many callers at a time.</param>
/// <param name="OpsS">Calls a second; of a race, keys.</param>
/// <param name="P50Ms">The median latency; of a race, until all racers know.</param>
/// <param name="P99Ms">The 99th percentile.</param>
/// <param name="CpuSPer1000">CPU seconds of client and servers per thousand.</param>
/// <param name="GapMs">Of a failover, the longest time without a decision.</param>
/// <param name="BytesPerRegister">Bytes on the disk of one server per key decided so far, its log included; only with the last load before a failover.</param>
internal sealed record Measurement(
    [property: JsonPropertyName("system")] string System,
    [property: JsonPropertyName("workload")] string Workload,
    [property: JsonPropertyName("callers")] int Callers,
    [property: JsonPropertyName("ops_s")] double OpsS,
    [property: JsonPropertyName("p50_ms")] double P50Ms,
    [property: JsonPropertyName("p99_ms")] double P99Ms,
    [property: JsonPropertyName("cpu_s_per_1000")] double CpuSPer1000,
    [property: JsonPropertyName("gap_ms")] double? GapMs = null,
    [property: JsonPropertyName("bytes_per_register")] double? BytesPerRegister = null);
