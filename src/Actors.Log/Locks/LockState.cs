using System.Collections.Immutable;

namespace Actors.Log.Locks;

/// <summary>All locks that are held.</summary>
/// <remarks>
/// There is no time here that all commands share: one clock that is far ahead for a moment would set it for all locks, and until the others have caught up
/// no lease would end. Each lease is judged by what the command says that asks.
/// </remarks>
/// <param name="LastToken">The greatest token that was ever given.</param>
/// <param name="Held">By name; those whose lease is long over are dropped now and then.</param>
public sealed record LockState(long LastToken, ImmutableDictionary<string, LockGrant> Held)
{
    private const int TokensBetweenSweeps = 64;

    // Not at once: what a command says that comes from a clock somewhat ahead is no reason to end the leases of other locks.
    private static readonly TimeSpan LongOver = TimeSpan.FromHours(1);

    public static readonly LockState Empty = new(0, ImmutableDictionary<string, LockGrant>.Empty);

    /// <summary>Who holds a lock for whom it is some time, and who has seen a grant outlast its lease; null if nobody.</summary>
    public LockGrant? HolderOf(string name, DateTimeOffset at, LockGrant? outwaited = null) =>
        Held.TryGetValue(name, out var grant) && grant.ExpiresAt > at && grant != outwaited ? grant : null;

    /// <summary>The state after a command, and what its caller is told.</summary>
    public (LockState State, LockResult Result) Apply(LockCommand command)
    {
        var holder = HolderOf(command.Name, command.At, command.Outwaited);
        return command.Action switch
        {
            LockAction.Acquire when holder is null => Swept(LastToken + 1, command.At).Grant(command, LastToken + 1),
            // Acquiring what one holds is renewing it: the answer to the first attempt may have been lost.
            LockAction.Acquire when holder.Owner == command.Owner => Grant(command, holder.Token),
            LockAction.Renew when holder?.Token == command.Token => Grant(command with { Owner = holder.Owner }, holder.Token),
            LockAction.Release when holder?.Token == command.Token => (this with { Held = Held.Remove(command.Name) }, new LockResult(true, null)),
            _ => (this, new LockResult(false, holder)),
        };
    }

    private (LockState, LockResult) Grant(LockCommand command, long token)
    {
        // A renewal may end sooner than what it renews: then a clock has been put right, and what it said before must not last.
        var grant = new LockGrant(command.Owner, token, command.At + command.Lease, command.Lease);
        return (new LockState(Math.Max(LastToken, token), Held.SetItem(command.Name, grant)), new LockResult(true, grant));
    }

    private LockState Swept(long token, DateTimeOffset at) => token % TokensBetweenSweeps != 0 ? this
        : this with { Held = Held.RemoveRange(Held.Where(each => at - each.Value.ExpiresAt > LongOver).Select(each => each.Key)) };
}
