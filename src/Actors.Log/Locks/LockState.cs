using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Actors.Log.Machines;

namespace Actors.Log.Locks;

/// <summary>All locks that are held. No time is in it: a grant ends by a release, or by a command that names it as over.</summary>
/// <param name="LastToken">The greatest token that was ever given.</param>
/// <param name="Held">By name.</param>
internal sealed record LockState(long LastToken, ImmutableDictionary<string, LockHold> Held)
{
    public static readonly LockState Empty = new(0, ImmutableDictionary<string, LockHold>.Empty);

    // Below zero until it is counted.
    private long _bytes = -1;

    /// <summary>By name.</summary>
    public ImmutableDictionary<string, LockHold> Held { get; init => (field, _bytes) = (value, -1); } = Held ?? throw new ArgumentNullException(nameof(Held));

    /// <summary>How much it holds, as <see cref="MachineQuota.Bytes"/> counts. Follows from the grants, so it is no part of a snapshot.</summary>
    [JsonIgnore]
    public long Bytes => _bytes >= 0 ? _bytes : _bytes = Held.Sum(held => SizeOf(held.Key, held.Value));

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
            LockAction.Acquire when held is null => GrantNew(command),
            // The answer to the owner's first attempt may have been lost.
            LockAction.Acquire when held.Owner == command.Owner => Renew(command, held),
            LockAction.Renew when held?.Token == command.Token => Renew(command, held),
            LockAction.Release when held?.Token == command.Token => (Without(command.Name), new LockChange(true, null)),
            _ => (this, new LockChange(false, held)),
        };
    }

    // An earlier version named a grant by its time of day alone.
    private (LockState, LockChange) Renew(LockCommand command, LockHold held) =>
        Grant(command, held.Owner, held.Token, command.At is null ? held.Renewal + 1 : 0);

    private (LockState, LockChange) GrantNew(LockCommand command)
    {
        var (after, change) = Grant(command, command.Owner, LastToken + 1, 0);
        return command.Quota?.Allows((Bytes, Held.Count), (after.Bytes, after.Held.Count)) == false ? (this, new LockChange(false, null, OverQuota: true)) : (after, change);
    }

    private (LockState, LockChange) Grant(LockCommand command, string owner, long token, long renewal)
    {
        var grant = new LockHold(owner, token, command.Lease, renewal, command.At + command.Lease);
        var rest = Without(command.Name);
        var after = rest with { LastToken = Math.Max(LastToken, token), Held = rest.Held.Add(command.Name, grant), _bytes = rest.Bytes + SizeOf(command.Name, grant) };
        return (after, new LockChange(true, grant));
    }

    /// <summary>Only the very grants that the sender has seen: a renewal that came meanwhile makes it another grant, and the holder relies on it.</summary>
    private LockState WithoutOver(LockCommand command)
    {
        var after = this;
        foreach (var (name, grant) in command.Over ?? ImmutableDictionary<string, LockHold>.Empty)
            if (after.Held.GetValueOrDefault(name) == grant) after = after.Without(name);
        var isOver = after.Held.TryGetValue(command.Name, out var own) && (own == command.Outwaited || own.ExpiresAt <= command.At);
        return isOver ? after.Without(command.Name) : after;
    }

    private LockState Without(string name) =>
        Held.TryGetValue(name, out var grant) ? this with { Held = Held.Remove(name), _bytes = Bytes - SizeOf(name, grant) } : this;

    private static long SizeOf(string name, LockHold grant) => MachineQuota.BytesPerKey + MachineQuota.SizeOf(name) + MachineQuota.SizeOf(grant.Owner);
}
