namespace Actors.Log.Locks;

/// <summary>A grant as the log knows it. No two grants or renewals of a lock are equal, so a command can name exactly the one that its sender has seen.</summary>
/// <param name="Owner">The holder, by the name it gave.</param>
/// <param name="Token">The fencing token.</param>
/// <param name="Lease">For how long it was acquired or last renewed.</param>
/// <param name="Renewal">How often it was renewed.</param>
/// <param name="ExpiresAt">A time of day, in grants of earlier versions only.</param>
internal sealed record LockHold(string Owner, long Token, TimeSpan Lease, long Renewal = 0, DateTimeOffset? ExpiresAt = null);
