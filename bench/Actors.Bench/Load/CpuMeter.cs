using System.Diagnostics;

namespace Actors.Bench.Load;

/// <summary>CPU time, from now on, of this process, which is the client, and of the servers.</summary>
/// <param name="servers">Their processes.</param>
internal sealed class CpuMeter(IReadOnlyList<int> servers)
{
    private readonly TimeSpan _own = Environment.CpuUsage.TotalTime;
    private readonly TimeSpan?[] _servers = [.. servers.Select(UsedBy)];

    /// <summary>What they have used since. A server that was killed meanwhile counts nothing.</summary>
    public CpuUsage Read()
    {
        var used = TimeSpan.Zero;
        for (var i = 0; i < servers.Count; i++) used += UsedBy(servers[i]) - _servers[i] ?? TimeSpan.Zero;
        return new CpuUsage(Environment.CpuUsage.TotalTime - _own, used);
    }

    private static TimeSpan? UsedBy(int server)
    {
        try
        {
            using var process = Process.GetProcessById(server);
            return process.TotalProcessorTime;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
