using System.Diagnostics;
using System.Globalization;
using Actors.Bench.Load;
using Actors.Bench.Systems;
using Actors.Bench.Systems.Actors;

namespace Actors.Bench.Growth;

/// <summary>Measures our nodes with an empty store, fills the stores, and measures again.</summary>
/// <param name="system">Our nodes.</param>
/// <param name="registers">How many registers to store on each.</param>
/// <param name="settings">How long to measure, and where the data goes.</param>
/// <param name="progress">Where to say what is being done.</param>
internal sealed class GrowthRun(ActorsSystem system, int registers, BenchSettings settings, Progress progress)
{
    private const int Callers = 64, Restarted = 0;
    private const double MiB = 1024 * 1024;

    private static readonly TimeSpan SettleEvery = TimeSpan.FromSeconds(5);

    public async Task<GrowthResult> RunAsync(CancellationToken cancellationToken)
    {
        var directory = settings.EmptyPlace("growth");
        progress.Say(await system.VersionAsync(cancellationToken));
        double emptyOps;
        await using (var running = await RunningSystem.StartAsync(system, directory, cancellationToken))
            emptyOps = await DecideAsync(running);
        progress.Say($"empty stores: {emptyOps:#,0} decisions/s");
        var result = await FullAsync(directory, await FillAsync(directory, cancellationToken), emptyOps, cancellationToken);
        Directory.Delete(directory, recursive: true);
        return result;
    }

    /// <returns>Bytes on the disk of one node, what a new node has taken off.</returns>
    private async Task<long> FillAsync(string directory, CancellationToken cancellationToken)
    {
        var filler = new StoreFiller(registers);
        var stores = ActorsSystem.Stores(directory);
        var before = await Disk.UsedAsync(stores[0].Path);
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(stores, cancellationToken, (store, token) =>
        {
            filler.Fill(store.Path, store.Node, token);
            return ValueTask.CompletedTask;
        });
        progress.Say($"{registers:#,0} registers written to each of {stores.Count} stores in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
        return before;
    }

    private async Task<GrowthResult> FullAsync(string directory, long emptyBytes, double emptyOps, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var running = await RunningSystem.StartAsync(system, directory, cancellationToken);
        await using var client = await running.ConnectAsync<IRegisterClient>();
        progress.Say($"all nodes started at once: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        var bytes = await SettledAsync(directory, cancellationToken) - emptyBytes;
        started = Stopwatch.GetTimestamp();
        await running.RestartAsync(Restarted);
        await (await running.ConnectAsync<IRegisterClient>()).DisposeAsync();
        var start = Stopwatch.GetElapsedTime(started);
        progress.Say($"one node started again: {start.TotalSeconds:0.0} s");
        var ops = await DecideAsync(running);
        progress.Say($"full stores: {ops:#,0} decisions/s");
        var reads = await ReadAsync(running);
        var memory = running.ProcessIds.Max(PeakMemory);
        progress.Say($"reads of stored registers at random: {reads:#,0}/s");
        return new GrowthResult(registers, emptyOps, ops, start.TotalSeconds, memory / MiB, (double)bytes / registers);
    }

    private async Task<double> DecideAsync(RunningSystem running)
    {
        await using var client = await running.ConnectAsync<IRegisterClient>();
        var driver = new Driver(running);
        var load = new LoadCase(Workload.Decide, Callers);
        return (await driver.RunAsync(client, load, settings.Times with { WarmUp = settings.FirstWarmUp }, default)).OpsPerSecond;
    }

    private async Task<double> ReadAsync(RunningSystem running)
    {
        await using var client = await running.ConnectAsync<IRegisterClient>();
        return (await running.GuardAsync(token => ClosedLoop.RunAsync(
            Callers, (_, _) => client.ReadAsync(StoreFiller.Key(Random.Shared.Next(registers)), token), settings.Times, running.ProcessIds, null, token))).OpsPerSecond;
    }

    /// <summary>What one node's registers take once that has not changed for a while: by then the store has compacted them.</summary>
    private async Task<long> SettledAsync(string directory, CancellationToken cancellationToken)
    {
        var path = ActorsSystem.Stores(directory)[0].Path;
        var (bytes, last) = (await Disk.UsedAsync(path), -1L);
        while (bytes != last)
        {
            await Task.Delay(SettleEvery, cancellationToken);
            (last, bytes) = (bytes, await Disk.UsedAsync(path));
        }
        return bytes;
    }

    /// <summary>The most bytes that a process has had resident.</summary>
    private static double PeakMemory(int process)
    {
        const string Peak = "VmHWM:";
        const double KiB = 1024;
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(Peak, StringComparison.Ordinal));
        return KiB * double.Parse(line[Peak.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
