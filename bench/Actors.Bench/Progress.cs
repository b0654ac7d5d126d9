using System.Globalization;
using Actors.Bench.Load;

namespace Actors.Bench;

/// <summary>Lines that say what is going on, with the time.</summary>
/// <param name="output">Where they go.</param>
/// <param name="time">The clock.</param>
internal sealed class Progress(TextWriter output, TimeProvider time)
{
    public void Say(string text) => output.WriteLine($"{time.GetLocalNow():HH:mm:ss} {text}");

    /// <summary>The result of a load as a line.</summary>
    public static string Describe(LoadResult one)
    {
        var gap = one.LongestGap is { TotalMilliseconds: var ms } ? string.Create(CultureInfo.InvariantCulture, $", longest gap {ms:0} ms") : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{one.OpsPerSecond:#,0}/s, p50 {one.P50Ms:0.000} ms, p99 {one.P99Ms:0.00} ms, "
            + $"CPU {one.CpuSecondsPer1000:0.000} s per 1000 (client {one.ClientCpuSecondsPer1000:0.000}){gap}");
    }
}
