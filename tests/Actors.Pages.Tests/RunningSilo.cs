using System.Diagnostics;
using System.Reflection;

namespace Actors.Pages.Tests;

/// <summary>The real thing: <c>dotnet Silo.dll</c> with three nodes, on a directory of its own.</summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _data;

    private RunningSilo(Process process, string data, string url) => (_process, _data, Url) = (process, data, url);

    public string Url { get; }

    public static async Task<RunningSilo> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("pages-").FullName;
        var url = $"http://127.0.0.1:{Ports.Http()}";
        var assembly = typeof(RunningSilo).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "Silo").Value!;
        var start = new ProcessStartInfo("dotnet", [assembly, "--data", data, "--urls", url, "--cluster", Ports.Cluster()])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = data,
        };
        var silo = new RunningSilo(Process.Start(start)!, data, url);
        var errors = silo._process.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        while (await silo._process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (!line.StartsWith("Ctrl-C", StringComparison.Ordinal)) continue;
            _ = silo._process.StandardOutput.ReadToEndAsync();
            return silo;
        }
        var text = string.Join('\n', [.. lines, await errors]);
        await silo.DisposeAsync();
        throw new InvalidOperationException($"The silo did not start: {text}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }
}
