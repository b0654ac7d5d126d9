using System.Diagnostics;

namespace Actors.Bench.Load;

/// <summary>CPU time of this process, which is the client, and of the servers.</summary>
internal static class CpuMeter
{
    /// <summary>What they have used since they started. A server that has ended counts nothing.</summary>
    public static TimeSpan Read(IEnumerable<int> servers) =>
        servers.Aggregate(Environment.CpuUsage.TotalTime, (sum, server) => sum + UsedBy(server));

    private static TimeSpan UsedBy(int server)
    {
        try
        {
            using var process = Process.GetProcessById(server);
            return process.TotalProcessorTime;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return TimeSpan.Zero;
        }
    }
}
