namespace Actors.Log.Locks;

/// <summary>The holder of a lock.</summary>
/// <param name="Owner">The holder, by the name it gave.</param>
/// <param name="Token">The fencing token: greater than that of every earlier grant of any lock. What the lock protects must refuse smaller ones.</param>
/// <param name="Lease">For how long it was acquired or last renewed.</param>
/// <param name="Remaining">
/// Of the caller's own grant: what is left of the lease, counted from before the call. Of another's: when this object would let a caller take the lock.
/// </param>
/// <param name="ExpiresAt">The time of day when that is over, for people. No lock ends by it.</param>
public sealed record LockGrant(string Owner, long Token, TimeSpan Lease, TimeSpan Remaining, DateTimeOffset ExpiresAt);
