using System.Net;
using System.Net.Sockets;
using Actors.Bench.Load;
using Actors.Bench.Systems;

namespace Actors.Bench.Tests;

public sealed class RunningSystemTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("actors-bench-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_server_that_ends_by_itself_ends_what_waits_for_it_and_its_log_says_why()
    {
        await using var running = await RunningSystem.StartAsync(new ShellSystem("echo the disk is full; exit 3"), _directory, CancellationToken.None);
        var failure = await Assert.ThrowsAsync<BenchException>(() => running.GuardAsync(ForeverAsync));
        Assert.Contains("exit code 3", failure.Message);
        Assert.Contains("the disk is full", failure.Message);
    }

    [Fact]
    public async Task A_server_that_is_killed_on_purpose_ends_nothing()
    {
        await using var running = await RunningSystem.StartAsync(new ShellSystem("exec sleep 1000"), _directory, CancellationToken.None);
        running.Kill(0);
        await running.EndedAsync();
        Assert.Empty(running.ProcessIds);
        Assert.False(await running.GuardAsync(cancellationToken => Task.FromResult(cancellationToken.IsCancellationRequested)));
    }

    [Fact]
    public async Task No_server_outlives_the_run()
    {
        int process;
        await using (var running = await RunningSystem.StartAsync(new ShellSystem("exec sleep 1000"), _directory, CancellationToken.None))
            process = running.ProcessIds.Single();
        Assert.False(Directory.Exists($"/proc/{process}"));
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var failure = await Assert.ThrowsAsync<BenchException>(() => RunningSystem.StartAsync(new ShellSystem("exec sleep 1000", port), _directory, CancellationToken.None));
        Assert.Contains($"Port {port} of 127.0.0.1, which shell server needs, is in use", failure.Message);
    }

    private static async Task<int> ForeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 0;
    }

    private sealed class ShellSystem(string script, params int[] ports) : IMeasuredSystem
    {
        public string Name => "shell";

        public IReadOnlyCollection<Workload> Workloads => [];

        public Task<string> VersionAsync(CancellationToken cancellationToken) => Task.FromResult("1");

        public IReadOnlyList<ServerSpec> Servers(string directory) =>
            [new ServerSpec("shell server", Path.Combine(directory, "data"), "/bin/sh", ["-c", script], ports)];

        public Task<IMeasuredClient> ConnectAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> PickVictimAsync(int round, CancellationToken cancellationToken) => Task.FromResult(0);
    }
}
