namespace Actors.Replication;

/// <summary>
/// A state and the commands that made it what it is, applied in the order of the log, each once. Remembers what came of each command for as long as the
/// log recognises a retry of it.
/// </summary>
/// <param name="state">The state after all slots below <paramref name="next"/>.</param>
/// <param name="next">The first slot that is not applied.</param>
/// <param name="apply">The machine: from a state and a command's bytes to the next state and a result. The same for the same arguments, always and everywhere.</param>
public sealed class MachineReplica<TState, TResult>(TState state, long next, Func<TState, ReadOnlyMemory<byte>, (TState State, TResult Result)> apply)
{
    private readonly Dictionary<Guid, CommandOutcome<TResult>> _outcomes = [];

    /// <summary>The state after all slots below <see cref="Next"/>. Never changes: the next state is another one.</summary>
    public TState State { get; private set; } = state;

    /// <summary>The first slot that is not applied.</summary>
    public long Next { get; private set; } = next;

    /// <summary>What came of a command; null if it was never applied, or too long ago.</summary>
    public CommandOutcome<TResult>? Find(Guid id) => _outcomes.GetValueOrDefault(id);

    /// <summary>Remembers a command from before it began.</summary>
    public void Remember(Guid id, CommandOutcome<TResult> outcome) => _outcomes[id] = outcome;

    /// <summary>A retry of the command is not recognised any more.</summary>
    public void Forget(Guid id) => _outcomes.Remove(id);

    /// <summary>Applies the next slot.</summary>
    public void Apply(AppliedSlot slot)
    {
        if (slot.Slot != Next) throw new InvalidOperationException($"It is the turn of slot {Next}, not of slot {slot.Slot}.");
        foreach (var entry in slot.Fresh) _outcomes[entry.Id.Value] = Apply(entry);
        Next++;
    }

    private CommandOutcome<TResult> Apply(LogEntry entry)
    {
        var digest = CommandOutcome<TResult>.DigestOf(entry.Payload.Span);
        try
        {
            (State, var result) = apply(State, entry.Payload);
            return new CommandOutcome<TResult>(result, null, digest);
        }
        catch (Exception exception)
        {
            // It fails on every node alike, and none of them has changed anything.
            return new CommandOutcome<TResult>(default, exception.Message, digest);
        }
    }
}
