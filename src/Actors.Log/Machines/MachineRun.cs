using System.IO.Compression;
using System.IO.Pipelines;
using System.Text.Json;
using Actors.Replication;

namespace Actors.Log.Machines;

/// <summary>A machine that runs: its state, the log that it follows, and the snapshots that it takes on the way.</summary>
internal sealed class MachineRun<TState, TResult> : IAsyncDisposable
{
    private const int StartAttemptsMax = 3;

    private readonly MachineRegisters _registers;
    private readonly StateMachineOptions _options;
    private readonly MachineReplica<TState, TResult> _machine;
    private readonly bool _isNullable;
    private readonly CancellationTokenSource _stopping = new();
    private Task _snapshot = Task.CompletedTask;

    private MachineRun(MachineRegisters registers, StateMachineOptions options, MachineReplica<TState, TResult> machine, EntryWindow window, bool isNullable)
    {
        (_registers, _options, _machine, _isNullable) = (registers, options, machine, isNullable);
        window.Forgets = machine.Forget;
        Driver = new LogDriver(registers.Log, new LogReplica(machine.Next, window), options.Log, Apply);
    }

    public LogDriver Driver { get; }

    /// <summary>That its state is another than the others'; null if that was never found.</summary>
    public StateDivergedException? Diverged { get; private set; }

    /// <summary>Whether it goes on.</summary>
    public bool IsOfUse => Driver.Broken is null || Diverged is not null;

    /// <summary>The state now.</summary>
    public StateAt<TState> Now => Driver.Locked(_ => new StateAt<TState>(_machine.State, _machine.Next));

    /// <summary>What came of a command that was applied.</summary>
    public CommandOutcome<TResult>? Find(Guid id) => Driver.Locked(_ => _machine.Find(id));

    /// <summary>Begins with the newest snapshot that is whole, and catches up with the log.</summary>
    public static async Task<MachineRun<TState, TResult>> StartAsync(
        MachineRegisters registers,
        StateMachineOptions options,
        TState initial,
        Func<TState, ReadOnlyMemory<byte>, (TState, TResult)> apply,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var run = await LoadAsync(registers, options, initial, apply, cancellationToken).ConfigureAwait(false)
                ?? new MachineRun<TState, TResult>(registers, options, new MachineReplica<TState, TResult>(initial, 0, apply), new EntryWindow(), initial is null);
            try
            {
                await run.Driver.StartAsync(cancellationToken).ConfigureAwait(false);
                return run;
            }
            catch (StateDivergedException)
            {
                return run;
            }
            catch (Exception exception)
            {
                await run.DisposeAsync().ConfigureAwait(false);
                // A newer snapshot may have come, and the log been trimmed, since this one was looked for.
                if (exception is not LogTrimmedException || attempt == StartAttemptsMax) throw;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Driver.DisposeAsync().ConfigureAwait(false);
        await _snapshot.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task<MachineRun<TState, TResult>?> LoadAsync(
        MachineRegisters registers,
        StateMachineOptions options,
        TState initial,
        Func<TState, ReadOnlyMemory<byte>, (TState, TResult)> apply,
        CancellationToken cancellationToken)
    {
        await foreach (var manifest in registers.Snapshots.ReadBackAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await ReadAsync(registers, options, manifest, isNullable: initial is null, cancellationToken).ConfigureAwait(false) is not { } snapshot) continue;
            var machine = new MachineReplica<TState, TResult>(snapshot.State, manifest.Next, apply);
            foreach (var command in snapshot.Commands) machine.Remember(command.Id, new CommandOutcome<TResult>(command.Result, command.Error, command.Digest));
            var window = new EntryWindow(snapshot.Commands.Select(command => new RememberedEntry(command.Id, command.First, command.Last)));
            return new MachineRun<TState, TResult>(registers, options, machine, window, initial is null);
        }
        return null;
    }

    /// <summary>What a snapshot contains; null if it is damaged or forged: then the one before it is looked for.</summary>
    private static async Task<SnapshotBody<TState, TResult>?> ReadAsync(
        MachineRegisters registers, StateMachineOptions options, SnapshotManifest manifest, bool isNullable, CancellationToken cancellationToken)
    {
        if (await registers.Snapshots.LoadAsync(manifest, cancellationToken).ConfigureAwait(false) is not { } bytes) return null;
        try
        {
            return await SnapshotBody<TState, TResult>.UnpackAsync(
                PipeReader.Create(bytes).AsStream(), options.SnapshotBytesMax, isNullable, options.Json, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (OddJson.IsOdd(exception))
        {
            options.Logger.SkippedSnapshot(registers.Log.Name, manifest.Next, exception);
            return null;
        }
    }

    /// <summary>Under the driver's lock, slot by slot: here state and window belong together.</summary>
    private void Apply(AppliedSlot slot)
    {
        _machine.Apply(slot);
        // One at a time: whoever is slower than the log takes fewer of them.
        if (_machine.Next % _options.SnapshotDistance != 0 || !_snapshot.IsCompleted) return;
        var (next, state) = (_machine.Next, _machine.State);
        var commands = Driver.Replica.Window.Remembered.Select(entry => Remembered(entry, _machine.Find(entry.Id))).ToList();
        _snapshot = Task.Run(() => SnapshotAsync(next, new SnapshotBody<TState, TResult>(state, commands), _stopping.Token), _stopping.Token);
    }

    private static RememberedCommand<TResult> Remembered(RememberedEntry entry, CommandOutcome<TResult>? outcome) =>
        new(entry.Id, entry.First, entry.Last, outcome is null ? default : outcome.Result, outcome?.Error, outcome?.Digest);

    private async Task SnapshotAsync(long next, SnapshotBody<TState, TResult> body, CancellationToken cancellationToken)
    {
        try
        {
            var hash = await StateHash.OfAsync(body.State, _options.Json, cancellationToken).ConfigureAwait(false);
            var (isFirst, agreed) = await _registers.Comparison.AgreeAsync(next, hash, cancellationToken).ConfigureAwait(false);
            if (agreed != hash) Stop(new StateDivergedException(_registers.Log.Name, next, hash, agreed));
            if (!isFirst) return;
            if (body.State is null && !_isNullable) throw new InvalidDataException("The state is null; this machine's state must not be null.");
            var bytes = Blocks.New();
            await using (var compressed = new BrotliStream(bytes.Writer.AsStream(leaveOpen: true), CompressionLevel.Fastest))
                await JsonSerializer.SerializeAsync(new BoundedStream(compressed, _options.SnapshotBytesMax), body, _options.Json, cancellationToken).ConfigureAwait(false);
            if (!await _registers.Snapshots.SaveAsync(next, hash, await bytes.CompleteAsync().ConfigureAwait(false), cancellationToken).ConfigureAwait(false)) return;
            if (_options.Trim) await _registers.TrimAsync(next, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The log still has everything.
        }
        catch (Exception exception)
        {
            _options.Logger.TookNoSnapshot(_registers.Log.Name, next, exception);
        }
    }

    private void Stop(StateDivergedException diverged)
    {
        Diverged = diverged;
        Driver.Stop(diverged);
    }
}
