namespace Actors.Log.Locks;

/// <summary>Who holds a lock, and until when.</summary>
/// <param name="Owner">The holder, by the name it gave.</param>
/// <param name="Token">The fencing token: greater than that of every earlier grant of any lock. What the lock protects must refuse smaller ones.</param>
/// <param name="ExpiresAt">When others may have the lock, by the clocks of the nodes.</param>
/// <param name="Lease">For how long it was given.</param>
public sealed record LockGrant(string Owner, long Token, DateTimeOffset ExpiresAt, TimeSpan Lease);
