using System.Diagnostics;

namespace Actors.Client.Torture;

/// <summary>The process of a node that may be killed. Only this very process, or one that was started here in its place.</summary>
internal sealed class Victim : IDisposable
{
    private readonly VictimSpec _spec;
    private Process _process;
    private DateTime _startTime;

    /// <exception cref="UsageException">There is no such process.</exception>
    public Victim(VictimSpec spec)
    {
        _spec = spec;
        try
        {
            _process = Process.GetProcessById(spec.ProcessId);
            _startTime = _process.StartTime;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new UsageException($"There is no process {spec.ProcessId}, which node {spec.Node} is said to be.");
        }
    }

    public string Node => _spec.Node;

    public int ProcessId => _process.Id;

    public bool CanStart => _spec.Command is not null;

    /// <summary>Ends it as a power failure would, and waits until it is gone.</summary>
    /// <returns>Whether it was alive.</returns>
    public async Task<bool> KillAsync()
    {
        // The system gives the number of a process that has ended to another one.
        if (!IsAlive()) return false;
        _process.Kill();
        await _process.WaitForExitAsync();
        return true;
    }

    /// <summary>Starts it again. It stays when this process ends, and so must not write to its output.</summary>
    public void Start()
    {
        _process.Dispose();
        _process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec </dev/null >/dev/null 2>&1; exec {_spec.Command}"]))!;
        _startTime = _process.StartTime;
    }

    public void Dispose() => _process.Dispose();

    private bool IsAlive()
    {
        try
        {
            using var now = Process.GetProcessById(_process.Id);
            return now.StartTime == _startTime && !_process.HasExited;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
