using Actors.Log.Machines;
using Actors.Paxos;
using Actors.Registers;
using Actors.Replication;

namespace Actors.Log.KeyValues;

/// <summary>A map with compare-and-set, linearizable, that outlives any node. All of it is in the memory of whoever uses it.</summary>
/// <inheritdoc cref="ReplicatedStateMachine{TState, TCommand, TResult}" path="/remarks"/>
/// <param name="registers">The cluster.</param>
/// <param name="name">Names the map, and the log of its changes.</param>
/// <param name="options">The defaults if null.</param>
/// <param name="quota">What the map may hold after a change that is made through this object. Give all of its users the same. <see cref="MachineQuota.Default"/> if null.</param>
/// <exception cref="ArgumentException">The name, the options or the quota are not valid.</exception>
public sealed class KeyValueMap(IRegisters registers, string name = "kv", StateMachineOptions? options = null, MachineQuota? quota = null) : IAsyncDisposable
{
    /// <summary>The greatest length of a key in UTF-16 units: 512.</summary>
    public const int KeyMax = 512;

    /// <summary>The greatest size of a value: 40 KiB.</summary>
    public const int ValueBytesMax = 40 * 1024;

    private readonly MachineQuota _quota = (quota ?? MachineQuota.Default).Validated();

    private readonly ReplicatedStateMachine<KeyValueState, KeyValueCommand, KeyValueResult> _machine =
        new(registers, name, KeyValueState.Empty, static (state, command) => state.Apply(command), options);

    /// <summary>The item of a key, null if there is none. Linearizable.</summary>
    /// <exception cref="ArgumentException">It is no key: see <see cref="ProblemOfKey"/>.</exception>
    public async Task<KeyValueItem?> GetAsync(string key, CancellationToken cancellationToken = default)
    {
        if (ProblemOfKey(key) is { } problem) throw new ArgumentException(problem, nameof(key));
        return (await _machine.QueryAsync(cancellationToken).ConfigureAwait(false)).State.Items.GetValueOrDefault(key);
    }

    /// <summary>What is wrong with a key, null if nothing is.</summary>
    public static string? ProblemOfKey(string? key) => key is not { Length: >= 1 and <= KeyMax }
        ? $"A key has 1 to {KeyMax} characters; this one has {key?.Length ?? 0}."
        : WellFormed.Problem("A key", key);

    /// <summary>An id for a change that may have to be repeated: see <see cref="IReplicatedLog{T}.NewIdAsync"/>.</summary>
    public Task<EntryId> NewIdAsync(Guid? value = null, CancellationToken cancellationToken = default) => _machine.NewIdAsync(value, cancellationToken);

    /// <summary>Sets or removes an item if the condition of the command holds, once for an id.</summary>
    /// <exception cref="ArgumentException">It is no key, or the value is too long.</exception>
    /// <exception cref="QuotaExceededException">The map has no room.</exception>
    public async Task<KeyValueResult> ChangeAsync(KeyValueCommand command, EntryId id, CancellationToken cancellationToken = default)
    {
        if (ProblemOfKey(command.Key) is { } problem) throw new ArgumentException(problem, nameof(command));
        if (command.Value?.Length > ValueBytesMax)
            throw new ArgumentException($"A value has at most {ValueBytesMax} bytes; this one has {command.Value.Length}.", nameof(command));
        var result = await _machine.ExecuteAsync(command with { Quota = _quota }, id, cancellationToken).ConfigureAwait(false);
        return result.OverQuota ? throw new QuotaExceededException(name, _quota.Bytes, _quota.Keys) : result;
    }

    /// <summary>Sets or removes an item if the condition of the command holds.</summary>
    /// <inheritdoc cref="ChangeAsync(KeyValueCommand, EntryId, CancellationToken)"/>
    public async Task<KeyValueResult> ChangeAsync(KeyValueCommand command, CancellationToken cancellationToken = default) =>
        await ChangeAsync(command, await NewIdAsync(null, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    public ValueTask DisposeAsync() => _machine.DisposeAsync();
}
