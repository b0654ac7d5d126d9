using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Actors.Bench.Systems;

/// <summary>A running server. It writes to its log by itself, so that reading its output costs the client nothing.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const int TailLines = 20;

    private readonly Process _process;

    private ServerProcess(ServerSpec spec, Process process)
    {
        (Spec, _process) = (spec, process);
        Ended = process.WaitForExitAsync();
    }

    public ServerSpec Spec { get; }

    public int Id => _process.Id;

    /// <exception cref="BenchException">A port is in use, or the program is not there.</exception>
    public static ServerProcess Start(ServerSpec spec)
    {
        foreach (var port in spec.Ports) RequireFree(port, spec.Name);
        Directory.CreateDirectory(spec.Directory);
        foreach (var (name, text) in spec.Files) File.WriteAllText(Path.Combine(spec.Directory, name), text);
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" </dev/null >>\"$BENCH_LOG\" 2>&1", spec.Program, .. spec.Arguments]);
        start.Environment["BENCH_LOG"] = spec.Log;
        try
        {
            return new ServerProcess(spec, Process.Start(start)!);
        }
        catch (Win32Exception exception)
        {
            throw new BenchException($"{spec.Name} cannot be started: {exception.Message}.", exception);
        }
    }

    /// <summary>Completes when it has ended, for whatever reason.</summary>
    public Task Ended { get; }

    /// <summary>kill -9. Returns at once; nothing happens if it has ended.</summary>
    public void Kill() => _process.Kill();

    /// <summary>kill -9, and waits until it is gone.</summary>
    public async Task EndAsync()
    {
        Kill();
        await Ended;
    }

    /// <summary>The failure of a server that ended by itself.</summary>
    public BenchException Died() =>
        new($"{Spec.Name} (process {Id}) ended with exit code {_process.ExitCode}. Its log, {Spec.Log}, ends with:\n{Tail()}");

    /// <summary>The last lines of its log.</summary>
    public string Tail() => File.Exists(Spec.Log) ? string.Join('\n', File.ReadLines(Spec.Log).TakeLast(TailLines)) : "(no log)";

    public void Dispose() => _process.Dispose();

    private static void RequireFree(int port, string name)
    {
        using var socket = new TcpListener(IPAddress.Loopback, port);
        try
        {
            socket.Start();
        }
        catch (SocketException exception)
        {
            throw new BenchException($"Port {port} of 127.0.0.1, which {name} needs, is in use. End what listens there (ss -ltnp 'sport = :{port}').", exception);
        }
    }
}
