namespace Actors.Log.Locks;

/// <summary>What is done with a lock. Part of the log: numbers never change.</summary>
internal enum LockAction
{
    /// <summary>Take it if it is free, or renew it if the owner has it.</summary>
    Acquire = 0,
    /// <summary>Hold it for longer.</summary>
    Renew = 1,
    /// <summary>Give it back.</summary>
    Release = 2,
    /// <summary>Only end the grants of <see cref="LockCommand.Over"/>.</summary>
    End = 3,
}
