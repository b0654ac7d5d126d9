using Actors.Log.Machines;

namespace Actors.Log.Locks;

/// <summary>Acquires, renews, releases or ends locks. It carries no time: no clock of one node decides what another node holds.</summary>
/// <param name="Action">Which of these.</param>
/// <param name="Name">The lock.</param>
/// <param name="Owner">The owner that acquires.</param>
/// <param name="Token">The grant that is renewed or released.</param>
/// <param name="Lease">For how long the lock is acquired or renewed.</param>
/// <param name="Over">
/// By lock, grants that are over: the sender has seen each of them unrenewed for its whole term. They end before the action, each only if it is still this
/// very grant. Null for none.
/// </param>
/// <param name="At">The sender's time of day, in entries of earlier versions only. Such an entry also ends a grant that has expired by that time.</param>
/// <param name="Outwaited">What <paramref name="Over"/> was called in earlier versions, for the same lock.</param>
/// <param name="Quota">What may be held after the command; null in entries of earlier versions, which have no bounds.</param>
internal sealed record LockCommand(
    LockAction Action,
    string Name,
    string Owner = "",
    long Token = 0,
    TimeSpan Lease = default,
    IReadOnlyDictionary<string, LockHold>? Over = null,
    DateTimeOffset? At = null,
    LockHold? Outwaited = null,
    MachineQuota? Quota = null);
