using HdrHistogram;

namespace Actors.Bench.Load;

/// <summary>What a window saw.</summary>
/// <param name="Latencies">Of the calls that ended in it, in ticks.</param>
/// <param name="Window">How long it was.</param>
/// <param name="Cpu">What client and servers used in it.</param>
/// <param name="LongestGap">The longest time without a success; null if nobody asked.</param>
internal sealed record LoadResult(HistogramBase Latencies, TimeSpan Window, CpuUsage Cpu, TimeSpan? LongestGap)
{
    private const double MedianPercent = 50, TailPercent = 99;

    public double OpsPerSecond => Latencies.TotalCount / Window.TotalSeconds;

    public double P50Ms => Milliseconds(MedianPercent);

    public double P99Ms => Milliseconds(TailPercent);

    public double ClientCpuSecondsPer1000 => Per1000(Cpu.Client);

    public double CpuSecondsPer1000 => Per1000(Cpu.Client + Cpu.Servers);

    private double Per1000(TimeSpan used) => Latencies.TotalCount == 0 ? 0 : used.TotalSeconds * 1000 / Latencies.TotalCount;

    private double Milliseconds(double percent) =>
        Latencies.TotalCount == 0 ? 0 : (double)Latencies.GetValueAtPercentile(percent) / TimeSpan.TicksPerMillisecond;
}
