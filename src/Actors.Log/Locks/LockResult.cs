namespace Actors.Log.Locks;

/// <summary>The answer to a call on a lock.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Grant">Who holds the lock now; null if nobody does.</param>
public sealed record LockResult(LockOutcome Outcome, LockGrant? Grant)
{
    /// <summary>Whether the caller has what it asked for.</summary>
    public bool Done => Outcome is LockOutcome.Held or LockOutcome.Released;
}
