using System.Diagnostics;
using Actors.Bench.Load;
using Actors.Bench.Results;
using Actors.Bench.Systems;

namespace Actors.Bench;

/// <summary>Measures the systems in turn, one at a time, several rounds.</summary>
/// <param name="settings">What and how.</param>
/// <param name="progress">Where to say what is being done.</param>
internal sealed class BenchRun(BenchSettings settings, Progress progress)
{
    private const int WarmUpCallers = 64;

    private readonly List<Measurement> _measurements = [];

    /// <summary>All measurements of all rounds, those of a run that was ended early too.</summary>
    public IReadOnlyList<Measurement> Measurements => _measurements;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var system in Measured) progress.Say($"{system.Name}: {await system.VersionAsync(cancellationToken)}");
        for (var round = 0; round < settings.Rounds; round++)
            foreach (var system in Measured) await RunAsync(system, round, cancellationToken);
    }

    /// <summary>Those that take any of the loads.</summary>
    private IEnumerable<IMeasuredSystem> Measured => settings.Systems.Where(system => Cases(system).Any());

    private IEnumerable<LoadCase> Cases(IMeasuredSystem system) => settings.Cases.Where(load => system.Workloads.Contains(load.Workload));

    private static Workload WarmUp(LoadCase load) =>
        load.Workload is Workload.Append or Workload.Append64 or Workload.Cas or Workload.Execute ? Workload.Append : Workload.Decide;

    private async Task RunAsync(IMeasuredSystem system, int round, CancellationToken cancellationToken)
    {
        var directory = settings.EmptyPlace(system.Name);
        var name = $"round {round + 1}/{settings.Rounds}, {system.Name}";
        var started = Stopwatch.GetTimestamp();
        await using (var running = await RunningSystem.StartAsync(system, directory, cancellationToken))
        await using (var client = await running.ConnectAsync<IMeasuredClient>())
        {
            progress.Say($"{name}: processes {string.Join(", ", running.ProcessIds)} answer after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
            var driver = new Driver(running);
            var warm = new HashSet<Workload>();
            foreach (var load in Cases(system))
            {
                if (warm.Add(WarmUp(load)))
                    await driver.RunAsync(client, new LoadCase(WarmUp(load), WarmUpCallers), new LoadTimes(TimeSpan.Zero, settings.FirstWarmUp), default);
                await MeasureAsync(running, driver, client, load, round, name);
            }
        }
        Directory.Delete(directory, recursive: true);
    }

    private async Task MeasureAsync(RunningSystem running, Driver driver, IMeasuredClient client, LoadCase load, int round, string name)
    {
        var kills = load.Workload == Workload.Failover;
        var victim = kills ? await running.GuardAsync(token => running.System.PickVictimAsync(round, token)) : default;
        var result = await driver.RunAsync(client, load, kills ? settings.FailoverTimes : settings.Times, victim);
        // Measured where most was written: what a system writes once, and in advance, counts least there.
        var isLast = load.Workload == Workload.Decide && settings.Cases.All(other => other.Workload != Workload.Decide || other.Callers <= load.Callers);
        var measurement = new Measurement(
            running.System.Name, load.Workload.ToString().ToLowerInvariant(), load.Callers, result.OpsPerSecond, result.P50Ms, result.P99Ms,
            result.CpuSecondsPer1000, kills ? result.LongestGap?.TotalMilliseconds : null,
            isLast ? (double)await running.DiskBytesAsync() / driver.Decided / running.ProcessIds.Count : null);
        _measurements.Add(measurement);
        progress.Say($"{name}, {load}: {Progress.Describe(result)}");
    }
}
