using Actors.Log.Machines;
using Actors.Paxos;
using Actors.Registers;

namespace Actors.Log.Locks;

/// <summary>
/// Locks with leases and fencing tokens. Of all grants of a lock, no two overlap in the log, and each has a greater token than those before.
/// <code>
/// await using var held = await locks.HoldAsync("nightly", "n1", TimeSpan.FromSeconds(30), ct);
/// await RunAsync(held.Token, held.Lost);
/// </code>
/// </summary>
/// <remarks>
/// No time of day ends a lease. Another owner gets a held lock only after it is released, or through an object that has known the present grant, unrenewed,
/// for the lease and the drift, by its own monotonic clock. A holder counts the lease from before it asked, so its lease is over first. What no lease can
/// promise: a holder that is paused between two instructions goes on believing that it holds the lock. Therefore what the lock protects must refuse tokens
/// smaller than the greatest it has seen; only that makes it safe. Keep the object: one that is made anew begins to count anew.
/// </remarks>
public sealed class LockService : IAsyncDisposable
{
    /// <summary>The greatest length of the name of a lock and of an owner in UTF-16 units: 256.</summary>
    public const int NameMax = 256;

    /// <summary>
    /// By how much one clock may run faster than another: 5 %. A node waits for so much longer than a lease before it lets another owner take the lock.
    /// </summary>
    public const double DriftDefault = 0.05;

    /// <summary>The least and the greatest drift: 0.1 % and 100 %.</summary>
    public const double DriftMin = 0.001, DriftMax = 1;

    /// <summary>The shortest and the longest lease: 100 ms and a day.</summary>
    public static readonly TimeSpan LeaseMin = TimeSpan.FromMilliseconds(100), LeaseMax = TimeSpan.FromDays(1);

    private const int OthersOverMax = 4;

    private readonly TimeProvider _time;
    private readonly LockWatch _watch;
    private readonly LockTurns _turns;
    private readonly string _name;
    private readonly MachineQuota _quota;
    private readonly ReplicatedStateMachine<LockState, LockCommand, LockChange> _machine;

    /// <param name="registers">The cluster.</param>
    /// <param name="time">The clock: its timestamps measure leases, its time of day is only shown.</param>
    /// <param name="name">Names the service, and the log of what it granted.</param>
    /// <param name="options">The defaults if null.</param>
    /// <param name="drift">See <see cref="DriftDefault"/>. At least what the clocks of all users really differ by.</param>
    /// <param name="quota">How many locks may be held after a grant through this object. Give all users the same. <see cref="MachineQuota.Default"/> if null.</param>
    /// <exception cref="ArgumentException">The name, the options, the drift or the quota are not valid.</exception>
    public LockService(
        IRegisters registers,
        TimeProvider time,
        string name = "locks",
        StateMachineOptions? options = null,
        double drift = DriftDefault,
        MachineQuota? quota = null)
    {
        if (drift is not (>= DriftMin and <= DriftMax)) throw new ArgumentOutOfRangeException(nameof(drift), drift, $"A drift is between {DriftMin} and {DriftMax}.");
        (_time, _watch, _turns, _name, _quota) = (time, new LockWatch(time, drift), new LockTurns(time), name, (quota ?? MachineQuota.Default).Validated());
        _machine = new ReplicatedStateMachine<LockState, LockCommand, LockChange>(registers, name, LockState.Empty, Apply, options);
    }

    /// <summary>Takes a lock if it is free, or holds it for longer if the owner has it already. Each holder needs an owner's name of its own.</summary>
    /// <exception cref="QuotaExceededException">The lock is free, and so many others are held that there is no room.</exception>
    /// <returns><see cref="LockOutcome.Held"/>, <see cref="LockOutcome.HeldByAnother"/> or <see cref="LockOutcome.TooLate"/>.</returns>
    public Task<LockResult> AcquireAsync(string lockName, string owner, TimeSpan lease, CancellationToken cancellationToken = default) =>
        AcquireAsync(lockName, owner, lease, TimeSpan.Zero, cancellationToken);

    /// <summary>The same, and asks again while another owner holds the lock: when the lock is given back, and when the grant is over. Callers of one object that wait for one lock
    /// get it in the order in which they came, and only the first of them asks.</summary>
    /// <inheritdoc cref="AcquireAsync(string, string, TimeSpan, CancellationToken)"/>
    /// <param name="lockName">The lock.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="lease">For how long to hold it, from the last time that this call asks.</param>
    /// <param name="wait">For how long to go on asking, a day at most; zero to ask once.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<LockResult> AcquireAsync(string lockName, string owner, TimeSpan lease, TimeSpan wait, CancellationToken cancellationToken = default)
    {
        if (wait < TimeSpan.Zero || wait > LeaseMax) throw new ArgumentOutOfRangeException(nameof(wait), wait, $"A wait is between zero and {LeaseMax}.");
        var started = _time.GetTimestamp();
        var result = await TryAcquireAsync(lockName, owner, lease, cancellationToken).ConfigureAwait(false);
        if (result.Outcome != LockOutcome.HeldByAnother || Left() == TimeSpan.Zero) return result;
        using var turn = await _turns.EnterAsync(lockName, Left(), cancellationToken).ConfigureAwait(false);
        while (true)
        {
            await _watch.WaitAsync(lockName, owner, Left(), cancellationToken).ConfigureAwait(false);
            result = await TryAcquireAsync(lockName, owner, lease, cancellationToken).ConfigureAwait(false);
            if (result.Outcome != LockOutcome.HeldByAnother || Left() == TimeSpan.Zero) return result;
        }

        TimeSpan Left() => wait - _time.GetElapsedTime(started) is { Ticks: > 0 } left ? left : TimeSpan.Zero;
    }

    /// <summary>Waits until the lock can be had, and keeps it until it is given back. See <see cref="HeldLock.Lost"/>.</summary>
    /// <inheritdoc cref="AcquireAsync(string, string, TimeSpan, CancellationToken)" path="/exception"/>
    public async Task<HeldLock> HoldAsync(string lockName, string owner, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        if (await TryHoldAsync(lockName, owner, lease, cancellationToken).ConfigureAwait(false) is { } atOnce) return atOnce;
        using var turn = await _turns.EnterAsync(lockName, LeaseMax, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            await _watch.WaitAsync(lockName, owner, LeaseMax, cancellationToken).ConfigureAwait(false);
            if (await TryHoldAsync(lockName, owner, lease, cancellationToken).ConfigureAwait(false) is { } held) return held;
        }
    }

    /// <summary>
    /// Holds a lock for longer, from now on, unless it was released or taken. Until the answer is there, the caller may rely on the earlier of the two ends only.
    /// </summary>
    /// <returns><see cref="LockOutcome.Held"/>, <see cref="LockOutcome.Lost"/> or <see cref="LockOutcome.TooLate"/>.</returns>
    public async Task<LockResult> RenewAsync(string lockName, long token, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        var started = _time.GetTimestamp();
        var change = await ExecuteAsync(new LockCommand(LockAction.Renew, lockName, Token: token, Lease: Checked(lease)), cancellationToken).ConfigureAwait(false);
        return change.Done ? await GrantedAsync(lockName, change.Grant!, started, cancellationToken).ConfigureAwait(false)
            : NotDone(LockOutcome.Lost, lockName, change.Grant);
    }

    /// <summary>Gives a lock back.</summary>
    /// <returns><see cref="LockOutcome.Released"/> or <see cref="LockOutcome.Lost"/>.</returns>
    public async Task<LockResult> ReleaseAsync(string lockName, long token, CancellationToken cancellationToken = default)
    {
        var change = await ExecuteAsync(new LockCommand(LockAction.Release, lockName, Token: token), cancellationToken).ConfigureAwait(false);
        return change.Done ? new LockResult(LockOutcome.Released, null) : NotDone(LockOutcome.Lost, lockName, change.Grant);
    }

    /// <summary>The holder of a lock; null if it is free, or if this object would let the next caller take it. Linearizable, but for the lease.</summary>
    public async Task<LockGrant?> FindAsync(string lockName, CancellationToken cancellationToken = default)
    {
        Require(lockName, nameof(lockName));
        var now = await _machine.QueryAsync(cancellationToken).ConfigureAwait(false);
        return now.State.Held.GetValueOrDefault(lockName) is { } grant && _watch.LeftOf(lockName, grant) is var left && left > TimeSpan.Zero ? Told(grant, left) : null;
    }

    public ValueTask DisposeAsync() => _machine.DisposeAsync();

    private (LockState, LockChange) Apply(LockState state, LockCommand command)
    {
        var next = state.Apply(command);
        _watch.OnApplied(state, command, next.State);
        return next;
    }

    private async Task<HeldLock?> TryHoldAsync(string lockName, string owner, TimeSpan lease, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var result = await TryAcquireAsync(lockName, owner, lease, cancellationToken).ConfigureAwait(false);
        return result is { Outcome: LockOutcome.Held, Grant: { } grant } ? new HeldLock(this, _time, lockName, grant.Token, lease, started) : null;
    }

    private async Task<LockResult> TryAcquireAsync(string lockName, string owner, TimeSpan lease, CancellationToken cancellationToken)
    {
        Require(lockName, nameof(lockName));
        Require(owner, nameof(owner));
        var started = _time.GetTimestamp();
        var command = new LockCommand(LockAction.Acquire, lockName, owner, 0, Checked(lease), _watch.Over(lockName, OthersOverMax), Quota: _quota);
        var change = await ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
        if (change.OverQuota) throw new QuotaExceededException(_name, _quota.Bytes, _quota.Keys);
        return change.Done ? await GrantedAsync(lockName, change.Grant!, started, cancellationToken).ConfigureAwait(false)
            : NotDone(LockOutcome.HeldByAnother, lockName, change.Grant);
    }

    /// <summary>The clock is looked at again: the answer may have taken longer than the lease, and then others may have the lock by now.</summary>
    private async Task<LockResult> GrantedAsync(string lockName, LockHold grant, long started, CancellationToken cancellationToken)
    {
        var left = grant.Lease - _time.GetElapsedTime(started);
        if (left > TimeSpan.Zero) return new LockResult(LockOutcome.Held, Told(grant, left));
        // A grant that was renewed is relied on by another call of the same owner, maybe; so what this call did not begin, it does not end.
        if (grant.Renewal > 0) return new LockResult(LockOutcome.TooLate, null);
        var end = new LockCommand(LockAction.End, lockName, Over: new Dictionary<string, LockHold> { [lockName] = grant });
        await ((Task)_machine.ExecuteAsync(end, cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new LockResult(LockOutcome.TooLate, null);
    }

    private LockResult NotDone(LockOutcome outcome, string lockName, LockHold? other) =>
        new(outcome, other is null ? null : Told(other, _watch.LeftOf(lockName, other)));

    private LockGrant Told(LockHold grant, TimeSpan left)
    {
        var now = _time.GetUtcNow();
        return new LockGrant(grant.Owner, grant.Token, grant.Lease, left, left < DateTimeOffset.MaxValue - now ? now + left : DateTimeOffset.MaxValue);
    }

    private Task<LockChange> ExecuteAsync(LockCommand command, CancellationToken cancellationToken)
    {
        Require(command.Name, "lockName");
        return _machine.ExecuteAsync(command, cancellationToken);
    }

    private static void Require(string text, string parameter)
    {
        if (string.IsNullOrEmpty(text) || text.Length > NameMax) throw new ArgumentException($"It has 1 to {NameMax} characters.", parameter);
        if (WellFormed.Problem("It", text) is { } problem) throw new ArgumentException(problem, parameter);
    }

    private static TimeSpan Checked(TimeSpan lease) => lease >= LeaseMin && lease <= LeaseMax ? lease
        : throw new ArgumentOutOfRangeException(nameof(lease), lease, $"A lease is between {LeaseMin} and {LeaseMax}.");
}
