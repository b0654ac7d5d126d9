using System.Diagnostics;
using Actors.Bench.Load;
using Actors.Bench.Systems;
using Actors.Bench.Systems.Actors;
using Actors.Log;
using Actors.Log.Machines;
using Actors.Registers;

namespace Actors.Bench.Recovery;

/// <summary>Has state machines execute many commands, and then measures how long a new replica of each takes to have its state.</summary>
/// <param name="system">Our nodes.</param>
/// <param name="entries">How many commands.</param>
/// <param name="settings">Where the data goes.</param>
/// <param name="progress">Where to say what is being done.</param>
internal sealed class RecoveryRun(ActorsSystem system, int entries, BenchSettings settings, Progress progress)
{
    private const int Callers = 512;

    // About as many slots as these commands take are between two snapshots by default; with fewer, one comes before the end.
    private const int OftenSlots = 1000, NeverSlots = 1_000_000;

    private static readonly TimeSpan SettleEvery = TimeSpan.FromSeconds(2);

    public async Task<RecoveryResult> RunAsync(CancellationToken cancellationToken)
    {
        var directory = settings.EmptyPlace("recovery");
        progress.Say(await system.VersionAsync(cancellationToken));
        RecoveryResult result;
        await using (var running = await RunningSystem.StartAsync(system, directory, cancellationToken))
        {
            var (snapshot, after) = await MeasureAsync(running, "often", OftenSlots, cancellationToken);
            var (log, slots) = await MeasureAsync(running, "never", NeverSlots, cancellationToken);
            result = new RecoveryResult(entries, snapshot.TotalSeconds, after % OftenSlots, log.TotalSeconds, slots);
        }
        Directory.Delete(directory, recursive: true);
        return result;
    }

    /// <returns>How long a new replica took, and how many slots the log has.</returns>
    private async Task<(TimeSpan Took, long Slots)> MeasureAsync(RunningSystem running, string name, int distance, CancellationToken cancellationToken)
    {
        await using (var writer = await running.ConnectAsync<ActorsClient>())
        {
            var started = Stopwatch.GetTimestamp();
            await using var machine = Machine(writer, name, distance);
            await FillAsync(machine, cancellationToken);
            progress.Say($"{entries:#,0} commands, a snapshot every {distance:#,0} slots: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
            await SettledAsync(writer.Registers, name, cancellationToken);
        }
        // Another client, which has never seen any of it.
        await using var reader = await running.ConnectAsync<ActorsClient>();
        var begun = Stopwatch.GetTimestamp();
        await using var replica = Machine(reader, name, distance);
        var (state, slots) = await replica.QueryAsync(cancellationToken);
        var took = Stopwatch.GetElapsedTime(begun);
        if (state != entries) throw new BenchException($"A new replica counts {state} commands; there were {entries}.");
        progress.Say($"a new replica has the state after {took.TotalSeconds:0.00} s, {slots:#,0} slots");
        return (took, slots);
    }

    private static ReplicatedStateMachine<long, string, long> Machine(ActorsClient client, string name, int distance) =>
        new(client.Registers, name, 0, (count, _) => (count + 1, count + 1), new StateMachineOptions { SnapshotDistance = distance });

    private async Task FillAsync(ReplicatedStateMachine<long, string, long> machine, CancellationToken cancellationToken)
    {
        var left = entries;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (int index; (index = Interlocked.Decrement(ref left)) >= 0;) await machine.ExecuteAsync(Keys.Value(caller, index), cancellationToken);
        }, cancellationToken)));
    }

    /// <summary>Completes when the snapshots have not grown for a while: the newest is written by then.</summary>
    private static async Task SettledAsync(IRegisters registers, string name, CancellationToken cancellationToken)
    {
        await using var snapshots = registers.Log<string>($"{name}/snapshots");
        for (var (length, last) = (await snapshots.LengthAsync(cancellationToken), -1L); length != last;)
        {
            await Task.Delay(SettleEvery, cancellationToken);
            (last, length) = (length, await snapshots.LengthAsync(cancellationToken));
        }
    }
}
