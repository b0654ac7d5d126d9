using System.Diagnostics;
using System.Reflection;

namespace Actors.Client.Tests.EndToEnd;

/// <summary>Three nodes in a process of their own, on free ports, with stores that go with it.</summary>
public sealed class RunningSilo : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("client-tests-");
    private Process? _process;

    public string Cluster { get; } = FreePorts.Cluster();

    public string Url { get; } = $"http://127.0.0.1:{FreePorts.One()}";

    /// <summary>What starts it, as a shell command.</summary>
    public string Command => $"dotnet {string.Join(' ', Arguments)}";

    public int ProcessId => _process!.Id;

    private static string Assembly =>
        typeof(RunningSilo).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Silo").Value!;

    private string[] Arguments => [Assembly, "--data", _data.FullName, "--urls", Url, "--cluster", Cluster];

    public async ValueTask InitializeAsync()
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", Arguments)
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
