using Actors.Log.Locks;
using Microsoft.Extensions.Time.Testing;

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
        Assert.Equal(new LockResult(true, Grant("a", 1, 10)), Acquire("a", 0));
        Assert.Equal(new LockResult(false, Grant("a", 1, 10)), Acquire("b", 5));
        Assert.True(Acquire("b", 5, "another lock").Done);
    }

    [Fact]
    public void When_the_lease_is_over_the_next_one_gets_a_greater_token()
    {
        Acquire("a", 0);
        Assert.Equal(new LockResult(true, Grant("b", 2, 20)), Acquire("b", 10));
        Assert.False(Apply(new LockCommand(LockAction.Renew, "lock", At(11), Token: 1, Lease: Lease)).Done);
        Assert.False(Apply(new LockCommand(LockAction.Release, "lock", At(11), Token: 1)).Done);
        Assert.Equal("b", _state.HolderOf("lock", At(11))!.Owner);
    }

    [Fact]
    public void Who_holds_it_may_hold_it_for_longer_under_the_same_token()
    {
        Acquire("a", 0);
        Assert.Equal(new LockResult(true, Grant("a", 1, 18)), Apply(new LockCommand(LockAction.Renew, "lock", At(8), Token: 1, Lease: Lease)));
        Assert.Equal(new LockResult(true, Grant("a", 1, 22)), Acquire("a", 12));
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
    public void A_clock_that_is_ahead_for_one_command_changes_nothing_for_other_locks()
    {
        Acquire("a", 0);
        for (var i = 0; i < 200; i++) Acquire("ahead", 3600, $"lock {i}");
        Assert.Equal(Grant("a", 1, 10), Acquire("b", 9).Grant);
        Assert.Equal(Grant("b", 202, 20), Acquire("b", 10).Grant);
        Assert.Equal(Grant("a", 203, 30), Acquire("a", 20).Grant);
    }

    [Fact]
    public void A_lease_ends_early_or_late_by_as_much_as_the_clocks_differ()
    {
        Acquire("a", 0);
        Assert.True(Acquire("ahead by 7", 3 + 7).Done);
        Assert.False(Acquire("b", 19).Done);
        Assert.True(Acquire("b", 20).Done);
        Assert.False(Acquire("behind by 7", 35 - 7).Done);
    }

    [Fact]
    public void A_clock_that_was_put_right_renews_by_what_it_says_now()
    {
        Acquire("a", 3600);
        Assert.Equal(Grant("a", 1, 11), Apply(new LockCommand(LockAction.Renew, "lock", At(1), Token: 1, Lease: Lease)).Grant);
        Assert.Equal(2, Acquire("b", 11).Grant!.Token);
    }

    [Fact]
    public void A_grant_is_over_for_who_has_outwaited_that_very_one()
    {
        var first = Acquire("ahead", 3600).Grant;
        var renewed = Apply(new LockCommand(LockAction.Renew, "lock", At(3601), Token: 1, Lease: Lease)).Grant;
        var command = new LockCommand(LockAction.Acquire, "lock", At(11), "b", Lease: Lease);
        Assert.False(Apply(command with { Outwaited = first }).Done);
        Assert.Equal(Grant("b", 2, 21), Apply(command with { Outwaited = renewed }).Grant);
    }

    [Fact]
    public void Leases_that_are_long_over_are_dropped()
    {
        for (var i = 0; i < 1000; i++) Acquire("a", 3700 * i, $"lock {i}");
        Assert.InRange(_state.Held.Count, 1, 64);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_keeps_asking_waits_no_longer_than_a_lease_for_a_clock_that_was_ahead()
    {
        var registers = new MemoryRegisters();
        FakeTimeProvider right = new(Noon), ahead = new(Noon.AddHours(1));
        await using var holder = new LockService(registers, ahead);
        await using var asker = new LockService(registers, right);
        Assert.True((await holder.AcquireAsync("lock", "dead", Lease, Token)).Done);
        Assert.False((await asker.AcquireAsync("lock", "b", Lease, Token)).Done);
        right.Advance(Lease - TimeSpan.FromTicks(1));
        Assert.False((await asker.AcquireAsync("lock", "b", Lease, Token)).Done);
        ahead.Advance(TimeSpan.FromTicks(1));
        Assert.True((await holder.RenewAsync("lock", 1, Lease, Token)).Done);
        right.Advance(TimeSpan.FromTicks(1));
        Assert.False((await asker.AcquireAsync("lock", "b", Lease, Token)).Done);
        right.Advance(Lease);
        Assert.Equal(2, (await asker.AcquireAsync("lock", "b", Lease, Token)).Grant!.Token);
    }

    [Fact]
    public async Task A_clock_that_says_nonsense_locks_nothing()
    {
        var registers = new MemoryRegisters();
        await using var locks = new LockService(registers, new FakeTimeProvider(DateTimeOffset.MaxValue));
        await Assert.ThrowsAsync<InvalidOperationException>(() => locks.AcquireAsync("lock", "a", Lease, Token));
        Assert.Empty(registers.Decided);
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

    private static LockGrant Grant(string owner, long token, double until) => new(owner, token, At(until), Lease);

    private static DateTimeOffset At(double seconds) => Noon.AddSeconds(seconds);

    private LockResult Acquire(string owner, double seconds, string name = "lock") => Apply(new LockCommand(LockAction.Acquire, name, At(seconds), owner, Lease: Lease));

    private LockResult Apply(LockCommand command)
    {
        (_state, var result) = _state.Apply(command);
        return result;
    }
}
