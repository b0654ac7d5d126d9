using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Actors.Testing;

/// <summary>The real thing: <c>dotnet Silo.dll</c>, and an HTTP client of it. Compiled into every project that starts it.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private const int Sigint = 2, Sigterm = 15, Sigcont = 18, Sigstop = 19;

    /// <summary>Handlers of signals; a <c>sigaction</c> begins with its handler and is smaller than 64 words.</summary>
    private const int Default = 0, Ignore = 1, ActionSizeMax = 64;

    /// <summary>Four times what a process allows itself. Orleans alone would try for minutes to say goodbye.</summary>
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(40);

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
        return await ReadyAsync(Start(url, ["--data", data, "--urls", url, "--cluster", cluster, .. more], environment));
    }

    /// <summary>The same with so many descriptors (<c>ulimit -n</c>).</summary>
    public static async Task<SiloProcess> StartWithDescriptorsAsync(int descriptors, string data, string cluster, params string[] more)
    {
        var url = $"http://127.0.0.1:{FreePorts.One()}";
        return await ReadyAsync(Start(url, ["--data", data, "--urls", url, "--cluster", cluster, .. more], before: $"ulimit -n {descriptors}; "));
    }

    private static async Task<SiloProcess> ReadyAsync(SiloProcess silo)
    {
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

    /// <summary>Asks it to stop, as an init system does, and demands that it ends in time, with exit code 0.</summary>
    public Task StopAsync() => StopAsync(Sigterm);

    /// <summary>Asks it to stop, as Ctrl-C does, and demands that it ends in time, with exit code 0.</summary>
    public Task InterruptAsync() => StopAsync(Sigint);

    private async Task StopAsync(int signal)
    {
        Assert.Equal(0, Signal(_process.Id, signal));
        await _process.WaitForExitAsync().WaitAsync(StopsWithin);
        Assert.Equal(0, _process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private static SiloProcess Start(string url, string[] arguments, IReadOnlyList<string>? environment = null, string before = "")
    {
        string[] all = [typeof(SiloProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Silo").Value!, .. arguments];
        HearInterrupts();
        var start = new ProcessStartInfo("sh", ["-c", before + "exec dotnet \"$@\"", "sh", .. all])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var variable in environment ?? []) start.Environment[variable[..variable.IndexOf('=')]] = variable[(variable.IndexOf('=') + 1)..];
        return new SiloProcess(Process.Start(start)!, $"dotnet {string.Join(' ', all)}", url);
    }

    /// <summary>A background job of a shell ignores SIGINT, and so does all that it starts, unless it is told otherwise.</summary>
    private static void HearInterrupts()
    {
        var action = new nint[ActionSizeMax];
        Assert.Equal(0, GetAction(Sigint, 0, action));
        if (action[0] == Ignore) SetHandler(Sigint, Default);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);

    [DllImport("libc", EntryPoint = "sigaction")]
    private static extern int GetAction(int signal, nint none, [Out] nint[] action);

    [DllImport("libc", EntryPoint = "signal")]
    private static extern nint SetHandler(int signal, nint handler);
}
