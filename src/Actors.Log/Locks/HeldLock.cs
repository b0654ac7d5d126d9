namespace Actors.Log.Locks;

/// <summary>A lock that is held and renewed until it is disposed, which gives it back. See <see cref="LockService.HoldAsync"/>.</summary>
public sealed class HeldLock : IAsyncDisposable
{
    private const int RenewalsPerLease = 3;

    private readonly LockService _locks;
    private readonly TimeProvider _time;
    private readonly TimeSpan _lease;
    private readonly CancellationTokenSource _lost;
    private readonly Task _keeping;
    private long _askedAt;

    internal HeldLock(LockService locks, TimeProvider time, string name, long token, TimeSpan lease, long askedAt)
    {
        (_locks, _time, Name, Token, _lease) = (locks, time, name, token, lease);
        _lost = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        Rely(askedAt);
        _keeping = KeepAsync();
    }

    /// <summary>The lock.</summary>
    public string Name { get; }

    /// <summary>The fencing token: send it with everything that is done under the lock.</summary>
    public long Token { get; }

    /// <summary>
    /// Cancelled when the lock must not be relied on any more: one lease after the last renewal that succeeded was asked for, so before anybody else can take
    /// the lock; or when a renewal finds that it is lost; or when it is given back. A paused process is told when it goes on, which may be too late.
    /// </summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>For how long the lock can still be relied on without another renewal; zero once it is lost.</summary>
    public TimeSpan Remaining =>
        _lost.IsCancellationRequested || _lease - _time.GetElapsedTime(Volatile.Read(ref _askedAt)) is not { Ticks: > 0 } left ? TimeSpan.Zero : left;

    /// <summary>Gives the lock back. If no node answers, it ends with its lease.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _lost.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ((Task)_locks.ReleaseAsync(Name, Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task KeepAsync()
    {
        while (true)
        {
            await Task.Delay(_lease / RenewalsPerLease, _time, Lost).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (Lost.IsCancellationRequested) return;
            await RenewAsync().ConfigureAwait(false);
        }
    }

    private async Task RenewAsync()
    {
        var askedAt = _time.GetTimestamp();
        try
        {
            var result = await _locks.RenewAsync(Name, Token, _lease, Lost).ConfigureAwait(false);
            if (result.Done) Rely(askedAt);
            else await _lost.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Whether it was renewed is unknown, so the last renewal that is known counts: the next attempt comes before its lease is over.
        }
    }

    /// <summary>Counts from before the lock was asked for: whoever waits for its end has learned of it later.</summary>
    private void Rely(long askedAt)
    {
        Volatile.Write(ref _askedAt, askedAt);
        var left = _lease - _time.GetElapsedTime(askedAt);
        _lost.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }
}
