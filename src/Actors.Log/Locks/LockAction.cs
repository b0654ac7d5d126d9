namespace Actors.Log.Locks;

/// <summary>What is done with a lock. Part of the log: numbers never change.</summary>
public enum LockAction
{
    /// <summary>Take it if nobody holds it.</summary>
    Acquire = 0,
    /// <summary>Hold it for longer.</summary>
    Renew = 1,
    /// <summary>Give it back.</summary>
    Release = 2,
}
