using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Actors.Testing;

/// <summary>The real thing: <c>dotnet Silo.dll</c>, and an HTTP client of it. Compiled into every project that starts it.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private const int Sigint = 2, Sigterm = 15, Sigcont = 18, Sigstop = 19;

    private readonly Process _process;
    private readonly Task<string> _errors;
    private Task<string> _rest = Task.FromResult("");

    private SiloProcess(Process process, string command, string url)
    {
        (_process, Command, Url) = (process, command, url);
        _errors = process.StandardError.ReadToEndAsync();
        Client = new HttpClient { BaseAddress = new Uri(url) };
    }

    public string Url { get; }

    public int Id => _process.Id;

    /// <summary>What starts it, as a shell command.</summary>
    public string Command { get; }

    public HttpClient Client { get; }

    /// <summary>What it printed until it was ready.</summary>
    public string Output { get; private set; } = "";

    public bool HasExited => _process.HasExited;

    /// <summary>Starts it with three nodes and returns when it says that it is ready.</summary>
    public static Task<SiloProcess> StartAsync(string data, string? cluster = null, params string[] more) =>
        StartWithAsync([], data, cluster ?? FreePorts.Cluster(3), more);

    /// <summary>The same with other environment variables.</summary>
    /// <param name="environment">Each as NAME=VALUE.</param>
    /// <param name="data">The directory.</param>
    /// <param name="cluster">All nodes.</param>
    /// <param name="more">Further arguments.</param>
    public static async Task<SiloProcess> StartWithAsync(IReadOnlyList<string> environment, string data, string cluster, params string[] more)
    {
        var url = $"http://127.0.0.1:{FreePorts.One()}";
        var silo = Start(url, ["--data", data, "--urls", url, "--cluster", cluster, .. more], environment);
        var lines = new List<string>();
        while (await silo._process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (!line.StartsWith("Ctrl-C", StringComparison.Ordinal)) continue;
            silo.Output = string.Join('\n', lines);
            silo._rest = silo._process.StandardOutput.ReadToEndAsync();
            return silo;
        }
        var errors = await silo._errors;
        await silo.DisposeAsync();
        throw new InvalidOperationException($"It did not start: {string.Join('\n', lines)}\n{errors}");
    }

    /// <summary>Starts it and returns as soon as it serves HTTP: its nodes may wait for others.</summary>
    public static async Task<SiloProcess> StartLiveAsync(string data, string cluster, params string[] more)
    {
        var url = $"http://127.0.0.1:{FreePorts.One()}";
        var silo = Start(url, ["--data", data, "--urls", url, "--cluster", cluster, .. more]);
        silo._rest = silo._process.StandardOutput.ReadToEndAsync();
        await Eventually.IsAsync("it serves HTTP", async () =>
        {
            Assert.False(silo.HasExited);
            try
            {
                using var answer = await silo.Client.GetAsync("/health/live");
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return silo;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        await using var silo = Start("http://127.0.0.1:1", arguments);
        var output = await silo._process.StandardOutput.ReadToEndAsync();
        await silo._process.WaitForExitAsync();
        return (silo._process.ExitCode, output, await silo._errors);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Stops it as a debugger would: it is there and does nothing, until it is told to go on.</summary>
    public void Pause() => Assert.Equal(0, Signal(_process.Id, Sigstop));

    public void Continue() => Assert.Equal(0, Signal(_process.Id, Sigcont));

    /// <summary>What it printed after it was ready, once it has ended.</summary>
    public Task<string> RestAsync() => _rest;

    /// <summary>Asks it to stop, as an init system does.</summary>
    /// <returns>The exit code, and how long it took.</returns>
    public Task<(int ExitCode, TimeSpan Took)> StopAsync() => StopAsync(Sigterm);

    /// <summary>Asks it to stop, as Ctrl-C does.</summary>
    /// <inheritdoc cref="StopAsync()"/>
    public Task<(int ExitCode, TimeSpan Took)> InterruptAsync() => StopAsync(Sigint);

    private async Task<(int ExitCode, TimeSpan Took)> StopAsync(int signal)
    {
        var started = Stopwatch.GetTimestamp();
        Assert.Equal(0, Signal(_process.Id, signal));
        await _process.WaitForExitAsync();
        return (_process.ExitCode, Stopwatch.GetElapsedTime(started));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private static SiloProcess Start(string url, string[] arguments, IReadOnlyList<string>? environment = null)
    {
        string[] all = [typeof(SiloProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Silo").Value!, .. arguments];
        // What a background job of a shell starts ignores SIGINT, unless it is told otherwise.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", .. environment ?? [], "dotnet", .. all])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };
        return new SiloProcess(Process.Start(start)!, $"dotnet {string.Join(' ', all)}", url);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
