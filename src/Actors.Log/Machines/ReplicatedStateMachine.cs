using System.Text.Json;
using Actors.Registers;
using Actors.Replication;

namespace Actors.Log.Machines;

/// <summary>
/// A state that outlives any node: commands are decided in one order for all, and every node applies them in that order.
/// <code>
/// await using var counter = new ReplicatedStateMachine&lt;long, long, long&gt;(registers, "counter", 0, (sum, add) => (sum + add, sum + add));
/// var sum = await counter.ExecuteAsync(1);
/// </code>
/// Keep it: it follows its log for as long as it lives, from its first use on.
/// </summary>
/// <remarks>
/// All calls throw <see cref="NoQuorumException"/> and <see cref="UnknownOutcomeException"/> as <see cref="IWriteOnce{T}"/> does, and
/// <see cref="StateDivergedException"/> once the machine was found not to be deterministic.
/// </remarks>
/// <typeparam name="TState">Never changed once made, and written as JSON with snapshots.</typeparam>
/// <typeparam name="TCommand">What changes the state; written as JSON.</typeparam>
/// <typeparam name="TResult">What a command's caller is told; kept for as long as a retry may come, and written as JSON with snapshots.</typeparam>
public sealed class ReplicatedStateMachine<TState, TCommand, TResult> : IAsyncDisposable
{
    private readonly string _name;
    private readonly StateMachineOptions _options;
    private readonly MachineRegisters _registers;
    private readonly OnceRunning<MachineRun<TState, TResult>> _running;

    /// <param name="registers">The cluster, as a node or a client sees it.</param>
    /// <param name="name">1 to 481 bytes of UTF-8. It names the log as well.</param>
    /// <param name="initial">The state before the first command; the same on all nodes.</param>
    /// <param name="apply">
    /// The machine. It must depend on nothing but its arguments and change neither of them. If it throws, the command has failed, on all nodes alike, and
    /// changed nothing.
    /// </param>
    /// <param name="options">The defaults if null.</param>
    public ReplicatedStateMachine(
        IRegisters registers, string name, TState initial, Func<TState, TCommand, (TState State, TResult Result)> apply, StateMachineOptions? options = null)
    {
        options ??= new StateMachineOptions();
        options.Validate();
        (_name, _options) = (name, options with { Json = StrictJson.Of(options.Json) });
        // A state that cannot be written could never be put in a snapshot, and that would show long after.
        _ = JsonSerializer.Deserialize<TState>(JsonSerializer.SerializeToUtf8Bytes(initial, _options.Json), _options.Json);
        _registers = new MachineRegisters(registers, name, _options);
        _running = new(token => MachineRun<TState, TResult>.StartAsync(_registers, _options, initial, Apply, token));

        (TState, TResult) Apply(TState state, ReadOnlyMemory<byte> command) => apply(state, JsonSerializer.Deserialize<TCommand>(command.Span, _options.Json)!);
    }

    /// <summary>An id for a command: see <see cref="IReplicatedLog{T}.NewIdAsync"/>.</summary>
    public async Task<EntryId> NewIdAsync(Guid? value = null, CancellationToken cancellationToken = default) =>
        new(value ?? Guid.NewGuid(), (await RunAsync(cancellationToken).ConfigureAwait(false)).Driver.Next);

    /// <summary>Has a command applied, exactly once for an id, on whatever node it is repeated. Linearizable.</summary>
    /// <returns>Its result: that of the first time, if it is repeated.</returns>
    /// <exception cref="ArgumentException">The command is too large, or has text with an unpaired surrogate.</exception>
    /// <exception cref="CommandFailedException">The machine threw, and nothing has changed.</exception>
    /// <exception cref="IdReusedException">The id was used for another command.</exception>
    /// <exception cref="LogFullException">Too much waits here: see <see cref="IReplicatedLog{T}.AppendAsync(T, EntryId, CancellationToken)"/>.</exception>
    public async Task<TResult> ExecuteAsync(TCommand command, EntryId id, CancellationToken cancellationToken = default)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(command, _options.Json);
        if (payload.Length > SlotBatch.BytesMax)
            throw new ArgumentException($"A command has at most {SlotBatch.BytesMax} bytes of JSON; this one has {payload.Length}.", nameof(command));
        var run = await RunAsync(cancellationToken).ConfigureAwait(false);
        var applied = await run.Driver.AppendAsync(id, payload, cancellationToken).ConfigureAwait(false);
        if (applied.Admission == Admission.Expired || run.Find(id.Value) is not { } outcome)
            throw new UnknownOutcomeException(
                $"State machine '{_name}': command {id.Value} has been tried since slot {id.Since}, and now is slot {applied.FirstSlot}: this attempt does not "
                + "count, and whether an earlier one did is forgotten. Look at the state.");
        // The other's result would tell the caller of something that it did not ask for, and that what it did ask for was done.
        if (!outcome.IsOf(payload))
            throw new IdReusedException($"State machine '{_name}': {id.Value} was used for another command. That one counts; this one was not done. Draw a new id for each.");
        return outcome.Error is null ? outcome.Result! : throw new CommandFailedException(outcome.Error);
    }

    /// <summary>Has a command applied under a new id: repeating the call is another command.</summary>
    /// <inheritdoc cref="ExecuteAsync(TCommand, EntryId, CancellationToken)"/>
    public async Task<TResult> ExecuteAsync(TCommand command, CancellationToken cancellationToken = default) =>
        await ExecuteAsync(command, await NewIdAsync(null, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>The state: all commands that had an answer before the call are in it. Linearizable, for one look at the end of the log.</summary>
    public async Task<StateAt<TState>> QueryAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var run = await RunAsync(cancellationToken).ConfigureAwait(false);
            var end = await _registers.Log.FindEndAsync(run.Driver.Next, cancellationToken).ConfigureAwait(false);
            try
            {
                await run.Driver.CatchUpAsync(end, cancellationToken).ConfigureAwait(false);
                return run.Now;
            }
            catch (LogTrimmedException) when (!run.IsOfUse)
            {
                // It fell behind; the next one begins with a newer snapshot.
            }
        }
    }

    /// <summary>The state as this replica knows it, without asking anybody: maybe an old one, see <see cref="StateAt{TState}.Slot"/>.</summary>
    public async Task<StateAt<TState>> QueryStaleAsync(CancellationToken cancellationToken = default) => (await RunAsync(cancellationToken).ConfigureAwait(false)).Now;

    /// <summary>Stops following. What is under way ends with "unknown outcome".</summary>
    public ValueTask DisposeAsync() => _running.DisposeAsync();

    private async Task<MachineRun<TState, TResult>> RunAsync(CancellationToken cancellationToken)
    {
        var run = await _running.GetAsync(run => run.IsOfUse, cancellationToken).ConfigureAwait(false);
        return run.Diverged is null ? run : throw run.Diverged;
    }
}
