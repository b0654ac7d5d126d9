using System.Collections.Immutable;

namespace Actors.Log.Locks;

/// <summary>All locks that are held.</summary>
/// <param name="Now">The latest time that any command was made at: time never goes back here, whatever the clocks say.</param>
/// <param name="LastToken">The greatest token that was ever given.</param>
/// <param name="Held">By name; those whose lease is over are dropped when somebody acquires.</param>
public sealed record LockState(DateTimeOffset Now, long LastToken, ImmutableDictionary<string, LockGrant> Held)
{
    public static readonly LockState Empty = new(DateTimeOffset.MinValue, 0, ImmutableDictionary<string, LockGrant>.Empty);

    /// <summary>Who holds a lock at some time; null if nobody.</summary>
    public LockGrant? HolderOf(string name, DateTimeOffset at) => Held.TryGetValue(name, out var grant) && grant.ExpiresAt > Later(at) ? grant : null;

    /// <summary>The state after a command, and what its caller is told.</summary>
    public (LockState State, LockResult Result) Apply(LockCommand command)
    {
        var state = this with { Now = Later(command.At) };
        var holder = state.HolderOf(command.Name, state.Now);
        return command.Action switch
        {
            LockAction.Acquire when holder is null => state.Grant(command, state.LastToken + 1),
            // Acquiring what one holds is renewing it: the answer to the first attempt may have been lost.
            LockAction.Acquire when holder.Owner == command.Owner => state.Grant(command, holder.Token),
            LockAction.Renew when holder?.Token == command.Token => state.Grant(command with { Owner = holder.Owner }, holder.Token),
            LockAction.Release when holder?.Token == command.Token => (state with { Held = state.Held.Remove(command.Name) }, new LockResult(true, null)),
            _ => (state, new LockResult(false, holder)),
        };
    }

    private (LockState, LockResult) Grant(LockCommand command, long token)
    {
        var grant = new LockGrant(command.Owner, token, Now + command.Lease);
        var held = Held.RemoveRange(Held.Where(each => each.Value.ExpiresAt <= Now).Select(each => each.Key)).SetItem(command.Name, grant);
        return (this with { LastToken = Math.Max(LastToken, token), Held = held }, new LockResult(true, grant));
    }

    private DateTimeOffset Later(DateTimeOffset at) => at > Now ? at : Now;
}
