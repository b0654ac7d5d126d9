using System.Collections.Immutable;

namespace Actors.Log.Locks;

/// <summary>All locks that are held. No time is in it: a grant ends by a release, or by a command that names it as over.</summary>
/// <param name="LastToken">The greatest token that was ever given.</param>
/// <param name="Held">By name.</param>
internal sealed record LockState(long LastToken, ImmutableDictionary<string, LockHold> Held)
{
    public static readonly LockState Empty = new(0, ImmutableDictionary<string, LockHold>.Empty);

    /// <summary>By name.</summary>
    public ImmutableDictionary<string, LockHold> Held { get; init; } = Held ?? throw new ArgumentNullException(nameof(Held));

    /// <summary>The state after a command, and the result for its caller.</summary>
    public (LockState State, LockChange Result) Apply(LockCommand command)
    {
        // What no lock service has written counts for nothing, and ends no grant either.
        ArgumentException.ThrowIfNullOrEmpty(command.Name);
        ArgumentNullException.ThrowIfNull(command.Owner);
        return WithoutOver(command).Act(command);
    }

    private (LockState, LockChange) Act(LockCommand command)
    {
        var held = Held.GetValueOrDefault(command.Name);
        return command.Action switch
        {
            LockAction.Acquire when held is null => Grant(command, command.Owner, LastToken + 1, 0),
            // The answer to the owner's first attempt may have been lost.
            LockAction.Acquire when held.Owner == command.Owner => Renew(command, held),
            LockAction.Renew when held?.Token == command.Token => Renew(command, held),
            LockAction.Release when held?.Token == command.Token => (this with { Held = Held.Remove(command.Name) }, new LockChange(true, null)),
            _ => (this, new LockChange(false, held)),
        };
    }

    // An earlier version named a grant by its time of day alone.
    private (LockState, LockChange) Renew(LockCommand command, LockHold held) =>
        Grant(command, held.Owner, held.Token, command.At is null ? held.Renewal + 1 : 0);

    private (LockState, LockChange) Grant(LockCommand command, string owner, long token, long renewal)
    {
        var grant = new LockHold(owner, token, command.Lease, renewal, command.At + command.Lease);
        return (new LockState(Math.Max(LastToken, token), Held.SetItem(command.Name, grant)), new LockChange(true, grant));
    }

    /// <summary>Only the very grants that the sender has seen: a renewal that came meanwhile makes it another grant, and the holder relies on it.</summary>
    private LockState WithoutOver(LockCommand command)
    {
        var held = Held;
        foreach (var (name, grant) in command.Over ?? ImmutableDictionary<string, LockHold>.Empty)
            if (held.GetValueOrDefault(name) == grant) held = held.Remove(name);
        if (held.TryGetValue(command.Name, out var own) && (own == command.Outwaited || own.ExpiresAt <= command.At)) held = held.Remove(command.Name);
        return this with { Held = held };
    }
}
