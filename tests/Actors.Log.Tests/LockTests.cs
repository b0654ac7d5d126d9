using Actors.Log.Locks;

namespace Actors.Log.Tests;

public sealed class LockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private LockState _state = LockState.Empty;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Nobody_gets_a_lock_that_is_held()
    {
        Assert.Equal(new LockResult(true, new LockGrant("a", 1, Noon + Lease)), Acquire("a", 0));
        Assert.Equal(new LockResult(false, new LockGrant("a", 1, Noon + Lease)), Acquire("b", 5));
        Assert.True(Acquire("b", 5, "another lock").Done);
    }

    [Fact]
    public void When_the_lease_is_over_the_next_one_gets_a_greater_token()
    {
        Acquire("a", 0);
        Assert.Equal(new LockResult(true, new LockGrant("b", 2, Noon + Lease + Lease)), Acquire("b", 10));
        Assert.False(Apply(new LockCommand(LockAction.Renew, "lock", At(11), Token: 1, Lease: Lease)).Done);
        Assert.False(Apply(new LockCommand(LockAction.Release, "lock", At(11), Token: 1)).Done);
        Assert.Equal("b", _state.HolderOf("lock", At(11))!.Owner);
    }

    [Fact]
    public void Who_holds_it_may_hold_it_for_longer_under_the_same_token()
    {
        Acquire("a", 0);
        Assert.Equal(new LockResult(true, new LockGrant("a", 1, At(18))), Apply(new LockCommand(LockAction.Renew, "lock", At(8), Token: 1, Lease: Lease)));
        Assert.Equal(new LockResult(true, new LockGrant("a", 1, At(22))), Acquire("a", 12));
        Assert.False(Acquire("b", 21).Done);
    }

    [Fact]
    public void What_was_given_back_can_be_had_under_a_greater_token()
    {
        Acquire("a", 0);
        Assert.Equal(new LockResult(true, null), Apply(new LockCommand(LockAction.Release, "lock", At(1), Token: 1)));
        Assert.Equal(2, Acquire("a", 2).Grant!.Token);
    }

    [Fact]
    public void Time_does_not_go_back_when_a_clock_lags()
    {
        Acquire("a", 0);
        Acquire("b", 10);
        Assert.Equal(At(20), Acquire("b", 3).Grant!.ExpiresAt);
        Assert.False(Apply(new LockCommand(LockAction.Renew, "lock", At(3), Token: 1, Lease: Lease)).Done);
    }

    [Fact]
    public void Leases_that_are_over_are_dropped()
    {
        for (var i = 0; i < 100; i++) Acquire("a", 11 * i, $"lock {i}");
        Assert.Single(_state.Held);
    }

    [Fact(Timeout = 60_000)]
    public async Task Of_those_who_want_a_lock_one_has_it_and_tokens_rise()
    {
        var registers = new MemoryRegisters();
        LockService[] services = [.. Enumerable.Range(0, 3).Select(_ => new LockService(registers, TimeProvider.System))];
        var (holders, tokens) = (0, new List<long>());
        await Task.WhenAll(services.Select(async (service, number) =>
        {
            for (var had = 0; had < 10;)
            {
                var result = await service.AcquireAsync("lock", $"owner {number}", TimeSpan.FromHours(1), Token);
                if (!result.Done) continue;
                Assert.Equal(1, Interlocked.Increment(ref holders));
                tokens.Add(result.Grant!.Token);
                Interlocked.Decrement(ref holders);
                Assert.True((await service.ReleaseAsync("lock", result.Grant.Token, Token)).Done);
                had++;
            }
        }));
        Assert.Equal(30, tokens.Count);
        Assert.Equal(tokens.Distinct().Order(), tokens);
        Assert.Null(await services[0].FindAsync("lock", Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => services[0].AcquireAsync("lock", "a", TimeSpan.FromDays(2), Token));
        await Assert.ThrowsAsync<ArgumentException>(() => services[0].AcquireAsync("", "a", Lease, Token));
        foreach (var service in services) await service.DisposeAsync();
    }

    private static DateTimeOffset At(double seconds) => Noon.AddSeconds(seconds);

    private LockResult Acquire(string owner, double seconds, string name = "lock") => Apply(new LockCommand(LockAction.Acquire, name, At(seconds), owner, Lease: Lease));

    private LockResult Apply(LockCommand command)
    {
        (_state, var result) = _state.Apply(command);
        return result;
    }
}
