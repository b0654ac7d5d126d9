namespace Actors.Log.Locks;

/// <summary>The result of a command, on every node alike.</summary>
/// <param name="Done">Whether it was done.</param>
/// <param name="Grant">The grant of the lock now; null if it is free.</param>
/// <param name="OverQuota">Whether the lock is free, and there is no room for another grant.</param>
internal sealed record LockChange(bool Done, LockHold? Grant, bool OverQuota = false);
