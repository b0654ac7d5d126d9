using Actors.Log.Machines;
using Actors.Registers;

namespace Actors.Log.Locks;

/// <summary>
/// Locks with leases and fencing tokens. Of all grants of a lock, no two overlap in the log, and each has a greater token than those before.
/// </summary>
/// <remarks>
/// What a lease cannot promise: that its holder still holds it. A holder that is paused, or whose clock lags, goes on believing so after others have the
/// lock. Therefore whatever the lock protects must refuse tokens smaller than the greatest it has seen; only that makes it safe. A lease is judged by
/// the clock of whoever asks against that of whoever granted it: it ends earlier or later by as much as they differ. Whoever keeps asking through one
/// object never waits for longer than a lease, however far ahead the other clock was. Two holders never have one token.
/// </remarks>
/// <param name="registers">The cluster.</param>
/// <param name="time">The clock.</param>
/// <param name="name">Names the service, and the log of what it granted.</param>
/// <param name="options">The defaults if null.</param>
public sealed class LockService(IRegisters registers, TimeProvider time, string name = "locks", StateMachineOptions? options = null) : IAsyncDisposable
{
    /// <summary>The greatest length of the name of a lock and of an owner in UTF-16 units: 256.</summary>
    public const int NameMax = 256;

    private const int YearMax = 9000;

    /// <summary>The shortest and the longest lease: 100 ms and a day.</summary>
    public static readonly TimeSpan LeaseMin = TimeSpan.FromMilliseconds(100), LeaseMax = TimeSpan.FromDays(1);

    private readonly ReplicatedStateMachine<LockState, LockCommand, LockResult> _machine =
        new(registers, name, LockState.Empty, static (state, command) => state.Apply(command), options);

    private readonly LockWatch _watch = new(time);

    /// <summary>Takes a lock if nobody holds it, or holds it for longer if the owner does already.</summary>
    public async Task<LockResult> AcquireAsync(string lockName, string owner, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        Require(owner, nameof(owner));
        var command = new LockCommand(LockAction.Acquire, lockName, time.GetUtcNow(), owner, 0, Checked(lease), _watch.OutwaitedOf(lockName));
        var result = await ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
        _watch.OnAnswer(lockName, result.Done ? null : result.Grant);
        return result;
    }

    /// <summary>Holds a lock for longer, from now on, unless its lease is over or somebody else has it.</summary>
    public Task<LockResult> RenewAsync(string lockName, long token, TimeSpan lease, CancellationToken cancellationToken = default) =>
        ExecuteAsync(new LockCommand(LockAction.Renew, lockName, time.GetUtcNow(), "", token, Checked(lease)), cancellationToken);

    /// <summary>Gives a lock back. Not done if its lease is over or somebody else has it.</summary>
    public Task<LockResult> ReleaseAsync(string lockName, long token, CancellationToken cancellationToken = default) =>
        ExecuteAsync(new LockCommand(LockAction.Release, lockName, time.GetUtcNow(), "", token), cancellationToken);

    /// <summary>Who holds a lock; null if nobody. Linearizable, but for the clock.</summary>
    public async Task<LockGrant?> FindAsync(string lockName, CancellationToken cancellationToken = default) =>
        (await _machine.QueryAsync(cancellationToken).ConfigureAwait(false)).State.HolderOf(lockName, time.GetUtcNow());

    public ValueTask DisposeAsync() => _machine.DisposeAsync();

    private Task<LockResult> ExecuteAsync(LockCommand command, CancellationToken cancellationToken)
    {
        Require(command.Name, "lockName");
        // A lease by such a clock would be there for ever, for all who ask only once.
        if (command.At.Year > YearMax) throw new InvalidOperationException($"The clock of this process says {command.At:O}: it has to be set before anything is locked.");
        return _machine.ExecuteAsync(command, cancellationToken);
    }

    private static void Require(string text, string parameter)
    {
        if (string.IsNullOrEmpty(text) || text.Length > NameMax) throw new ArgumentException($"It has 1 to {NameMax} characters.", parameter);
    }

    private static TimeSpan Checked(TimeSpan lease) => lease >= LeaseMin && lease <= LeaseMax ? lease
        : throw new ArgumentOutOfRangeException(nameof(lease), lease, $"A lease is between {LeaseMin} and {LeaseMax}.");
}
