using System.Diagnostics;
using System.Reflection;

namespace Actors.Client.Tests.EndToEnd;

/// <summary>Three nodes in a process of their own, on free ports, with stores that go with it.</summary>
public sealed class RunningSilo : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("client-tests-");
    private Process? _process;

    public string Cluster { get; } = FreePorts.Cluster();

    public int ProcessId => _process!.Id;

    public async ValueTask InitializeAsync()
    {
        var assembly = typeof(RunningSilo).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Silo").Value!;
        string[] arguments = [assembly, "--data", _data.FullName, "--urls", $"http://127.0.0.1:{FreePorts.One()}", "--cluster", Cluster];
        _process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _data.FullName,
        })!;
        var errors = _process.StandardError.ReadToEndAsync();
        var output = new List<string>();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            output.Add(line);
            if (!line.StartsWith("Ready: ", StringComparison.Ordinal)) continue;
            _ = _process.StandardOutput.ReadToEndAsync();
            return;
        }
        throw new InvalidOperationException($"It did not start: {string.Join('\n', output)}\n{await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
        _data.Delete(recursive: true);
    }
}
