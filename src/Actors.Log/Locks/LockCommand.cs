namespace Actors.Log.Locks;

/// <summary>Acquires, renews or releases a lock.</summary>
/// <param name="Action">Which of these.</param>
/// <param name="Name">The lock.</param>
/// <param name="At">What time it is where the command was made: a machine has no clock of its own.</param>
/// <param name="Owner">Who acquires.</param>
/// <param name="Token">Which grant is renewed or released.</param>
/// <param name="Lease">For how long it is acquired or renewed.</param>
/// <param name="Outwaited">A grant that whoever acquires has seen for as long as its lease, unrenewed: it is over, whatever clock it was given by.</param>
public sealed record LockCommand(
    LockAction Action, string Name, DateTimeOffset At, string Owner = "", long Token = 0, TimeSpan Lease = default, LockGrant? Outwaited = null);
