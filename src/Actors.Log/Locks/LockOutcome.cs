namespace Actors.Log.Locks;

/// <summary>How a call on a lock ended.</summary>
public enum LockOutcome
{
    /// <summary>The caller holds the lock.</summary>
    Held,
    /// <summary>The caller has given the lock back.</summary>
    Released,
    /// <summary>Another owner holds the lock.</summary>
    HeldByAnother,
    /// <summary>The lock is not held under the caller's token: it was given back, or its lease was over and it was taken.</summary>
    Lost,
    /// <summary>The lock was the caller's, but the lease was over before the answer. It was given back, or ends by itself.</summary>
    TooLate,
}
