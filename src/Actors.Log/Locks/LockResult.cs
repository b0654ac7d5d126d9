namespace Actors.Log.Locks;

/// <summary>What came of a command.</summary>
/// <param name="Done">Whether it was done.</param>
/// <param name="Grant">Who holds the lock now; null if nobody.</param>
public sealed record LockResult(bool Done, LockGrant? Grant);
