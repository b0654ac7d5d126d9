using System.Diagnostics;

namespace Actors.Client.Races;

/// <summary>CPU time of this process and some others since the meter was last restarted.</summary>
internal sealed class CpuMeter : IDisposable
{
    private readonly Process[] _others;
    private TimeSpan _ownStart;
    private TimeSpan _othersStart;

    /// <param name="processIds">The others.</param>
    /// <exception cref="UsageException">One of them does not run.</exception>
    public CpuMeter(IEnumerable<int> processIds)
    {
        _others = [.. processIds.Distinct().Select(Find)];
        Restart();
    }

    public void Restart() => (_ownStart, _othersStart) = (Environment.CpuUsage.TotalTime, Others());

    public CpuUsage Read() => new(Environment.CpuUsage.TotalTime - _ownStart, _others.Length == 0 ? null : Others() - _othersStart);

    public void Dispose()
    {
        foreach (var process in _others) process.Dispose();
    }

    private TimeSpan Others() => _others.Aggregate(TimeSpan.Zero, (sum, process) => sum + Used(process));

    private static TimeSpan Used(Process process)
    {
        try
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            throw new UsageException($"The CPU time of process {process.Id} cannot be read; it may have ended.");
        }
    }

    private static Process Find(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            throw new UsageException($"There is no process {id}.");
        }
    }
}
