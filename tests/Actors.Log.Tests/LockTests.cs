using System.Text.Json;
using Actors.Log.Locks;
using Actors.Log.Machines;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Log.Tests;

public sealed class LockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10), Term = Lease * (1 + LockService.DriftDefault), Moment = TimeSpan.FromMilliseconds(1);

    private LockState _state = LockState.Empty;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Nobody_gets_a_lock_that_is_held()
    {
        Assert.Equal(new LockChange(true, Hold("a", 1)), Acquire("a"));
        Assert.Equal(new LockChange(false, Hold("a", 1)), Acquire("b"));
        Assert.True(Acquire("b", "another lock").Done);
    }

    [Fact]
    public void The_holder_may_hold_it_for_longer_under_the_same_token()
    {
        Acquire("a");
        Assert.Equal(new LockChange(true, Hold("a", 1, renewal: 1)), Apply(new LockCommand(LockAction.Renew, "lock", Token: 1, Lease: Lease)));
        Assert.Equal(new LockChange(true, Hold("a", 1, renewal: 2)), Acquire("a"));
        Assert.False(Apply(new LockCommand(LockAction.Renew, "lock", Token: 2, Lease: Lease)).Done);
    }

    [Fact]
    public void What_was_given_back_can_be_had_under_a_greater_token()
    {
        Acquire("a");
        Assert.False(Apply(new LockCommand(LockAction.Release, "lock", Token: 2)).Done);
        Assert.Equal(new LockChange(true, null), Apply(new LockCommand(LockAction.Release, "lock", Token: 1)));
        Assert.Equal(2, Acquire("a").Grant!.Token);
    }

    [Fact]
    public void A_grant_that_is_over_ends_only_if_it_is_still_that_very_one()
    {
        var seen = Acquire("a").Grant!;
        Apply(new LockCommand(LockAction.Renew, "lock", Token: 1, Lease: Lease));
        Assert.False(Acquire("b", over: seen).Done);
        var renewed = _state.Held["lock"];
        Assert.Equal(new LockChange(true, Hold("b", 2)), Acquire("b", over: renewed));
        Assert.False(Acquire("a", over: renewed).Done);
        Assert.False(Apply(new LockCommand(LockAction.Renew, "lock", Token: 1, Lease: Lease)).Done);
        Assert.False(Apply(new LockCommand(LockAction.Release, "lock", Token: 1)).Done);
    }

    [Fact]
    public void A_command_ends_grants_of_other_locks_that_are_over()
    {
        var (one, two) = (Acquire("a", "one").Grant!, Acquire("a", "two").Grant!);
        Acquire("a", "two");
        Apply(new LockCommand(LockAction.End, "lock", Over: new Dictionary<string, LockHold> { ["one"] = one, ["two"] = two }));
        Assert.Equal(["two"], _state.Held.Keys);
    }

    [Fact]
    public void Entries_of_earlier_versions_mean_what_they_meant()
    {
        Assert.Equal(1, Old("""{"action":0,"name":"lock","at":"2026-01-01T12:00:00+00:00","owner":"a","token":0,"lease":"00:00:10","outwaited":null}""").Grant!.Token);
        Assert.False(Old("""{"action":0,"name":"lock","at":"2026-01-01T12:00:09+00:00","owner":"b","token":0,"lease":"00:00:10","outwaited":null}""").Done);
        Assert.True(Old("""{"action":1,"name":"lock","at":"2026-01-01T12:00:09+00:00","owner":"","token":1,"lease":"00:00:10","outwaited":null}""").Done);
        Assert.False(Old("""{"action":0,"name":"lock","at":"2026-01-01T12:00:18+00:00","owner":"b","token":0,"lease":"00:00:10","outwaited":null}""").Done);
        Assert.Equal(2, Old("""{"action":0,"name":"lock","at":"2026-01-01T12:00:19+00:00","owner":"b","token":0,"lease":"00:00:10","outwaited":null}""").Grant!.Token);
        Assert.Equal(3, Old("""
            {"action":0,"name":"lock","at":"2026-01-01T12:00:20+00:00","owner":"c","token":0,"lease":"00:00:10",
             "outwaited":{"owner":"b","token":2,"expiresAt":"2026-01-01T12:00:29+00:00","lease":"00:00:10"}}
            """).Grant!.Token);
        Assert.False(Acquire("d").Done);
        Assert.Equal(4, Acquire("d", over: _state.Held["lock"]).Grant!.Token);
    }

    [Fact]
    public void A_state_of_an_earlier_version_is_read_as_it_was()
    {
        _state = JsonSerializer.Deserialize<LockState>(
            """{"lastToken":7,"held":{"lock":{"owner":"a","token":7,"expiresAt":"2026-01-01T12:00:00+00:00","lease":"00:00:10"}}}""", JsonSerializerOptions.Web)!;
        Assert.False(Acquire("b").Done);
        Assert.Equal(8, Acquire("b", over: _state.Held["lock"]).Grant!.Token);
    }

    [Fact]
    public void A_state_is_read_as_it_was_written()
    {
        Acquire("a");
        Acquire("a");
        var read = JsonSerializer.Deserialize<LockState>(JsonSerializer.Serialize(_state, JsonSerializerOptions.Web), JsonSerializerOptions.Web)!;
        Assert.Equal((_state.LastToken, _state.Held["lock"]), (read.LastToken, read.Held["lock"]));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_dead_holders_lock_goes_to_who_has_seen_it_for_the_lease_and_the_drift()
    {
        var registers = new MemoryRegisters();
        FakeTimeProvider holders = new(Noon), askers = new(Noon);
        await using var holder = new LockService(registers, holders);
        await using var asker = new LockService(registers, askers);
        Assert.Equal(LockOutcome.Held, (await holder.AcquireAsync("lock", "dead", Lease, Token)).Outcome);
        Assert.Equal((LockOutcome.HeldByAnother, Term), Told(await asker.AcquireAsync("lock", "b", Lease, Token)));
        askers.Advance(Term - Moment);
        Assert.Equal(LockOutcome.HeldByAnother, (await asker.AcquireAsync("lock", "b", Lease, Token)).Outcome);
        Assert.NotNull(await asker.FindAsync("lock", Token));
        Assert.True((await holder.RenewAsync("lock", 1, Lease, Token)).Done);
        askers.Advance(Moment);
        Assert.Equal((LockOutcome.HeldByAnother, Term), Told(await asker.AcquireAsync("lock", "b", Lease, Token)));
        askers.Advance(Term + Moment);
        Assert.Null(await asker.FindAsync("lock", Token));
        Assert.Equal(2, (await asker.AcquireAsync("lock", "b", Lease, Token)).Grant!.Token);
        Assert.Equal(LockOutcome.Lost, (await holder.RenewAsync("lock", 1, Lease, Token)).Outcome);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_node_that_starts_with_a_snapshot_counts_from_then()
    {
        var (registers, time, options) = (new MemoryRegisters(), new FakeTimeProvider(Noon), new StateMachineOptions { SnapshotDistance = 16 });
        await using (var holder = new LockService(registers, time, options: options))
        {
            await holder.AcquireAsync("dead", "a", Lease, Token);
            for (var i = 0; i < 40; i++) await holder.AcquireAsync("other", "a", Lease, Token);
            while (!registers.Decided.Values.Any(winner => winner.Value.ContentType == "application/vnd.actors.snapshot+json")) await Task.Delay(1, Token);
        }
        time.Advance(Term * 2);
        await using var starts = new LockService(registers, time, options: options);
        Assert.False((await starts.AcquireAsync("other", "b", Lease, Token)).Done);
        time.Advance(Term - Moment);
        Assert.False((await starts.AcquireAsync("dead", "b", Lease, Token)).Done);
        time.Advance(Moment);
        Assert.True((await starts.AcquireAsync("dead", "b", Lease, Token)).Done);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(100_000)]
    public async Task No_time_of_day_ends_a_lease(int hoursAhead)
    {
        var registers = new MemoryRegisters();
        var wrong = new SkewedTime(() => TimeSpan.Zero, timeOfDay: Noon);
        await using var holder = new LockService(registers, new FakeTimeProvider(Noon));
        await using var asker = new LockService(registers, wrong);
        Assert.True((await holder.AcquireAsync("lock", "a", Lease, Token)).Done);
        Assert.False((await asker.AcquireAsync("lock", "b", Lease, Token)).Done);
        wrong.TimeOfDay = Noon.AddHours(hoursAhead);
        var refused = await asker.AcquireAsync("lock", "b", Lease, Token);
        Assert.Equal((LockOutcome.HeldByAnother, "a"), (refused.Outcome, refused.Grant!.Owner));
        Assert.Equal("a", (await asker.FindAsync("lock", Token))!.Owner);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_clock_at_the_end_of_time_still_locks()
    {
        await using var locks = new LockService(new MemoryRegisters(), new FakeTimeProvider(DateTimeOffset.MaxValue));
        Assert.Equal(DateTimeOffset.MaxValue, (await locks.AcquireAsync("lock", "a", Lease, Token)).Grant!.ExpiresAt);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_grant_that_is_over_at_the_answer_is_given_back_and_not_told_as_held()
    {
        var (registers, time, open) = (new MemoryRegisters(), new FakeTimeProvider(Noon), new TaskCompletionSource());
        await using var locks = new LockService(registers, time);
        Assert.True((await locks.AcquireAsync("warm", "a", Lease, Token)).Done);
        registers.Open = open.Task;
        var late = locks.AcquireAsync("lock", "a", Lease, Token);
        time.Advance(Lease);
        open.SetResult();
        Assert.Equal(new LockResult(LockOutcome.TooLate, null), await late);
        Assert.Null(await locks.FindAsync("lock", Token));
        Assert.True((await locks.AcquireAsync("lock", "b", Lease, Token)).Done);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_told_to_be_left_counts_from_before_the_call()
    {
        var (registers, time, open) = (new MemoryRegisters(), new FakeTimeProvider(Noon), new TaskCompletionSource());
        await using var locks = new LockService(registers, time);
        Assert.True((await locks.AcquireAsync("warm", "a", Lease, Token)).Done);
        registers.Open = open.Task;
        var slow = locks.AcquireAsync("lock", "a", Lease, Token);
        time.Advance(Lease * 0.75);
        open.SetResult();
        var told = await slow;
        Assert.Equal((LockOutcome.Held, Lease * 0.25), Told(told));
        Assert.Equal(Noon + Lease, told.Grant!.ExpiresAt);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_late_answer_does_not_end_what_the_same_owner_has_renewed()
    {
        var (registers, time, open) = (new MemoryRegisters(), new FakeTimeProvider(Noon), new TaskCompletionSource());
        var slow = new PausedRegisters(registers);
        await using var first = new LockService(slow, time);
        await using var second = new LockService(registers, time);
        Assert.True((await first.AcquireAsync("warm", "a", Lease, Token)).Done);
        slow.Gate = open.Task;
        var late = first.AcquireAsync("lock", "a", Lease, Token);
        Assert.True((await second.AcquireAsync("lock", "a", Lease, Token)).Done);
        time.Advance(Lease * 0.9);
        Assert.True((await second.AcquireAsync("lock", "a", Lease, Token)).Done);
        time.Advance(Lease * 0.1);
        open.SetResult();
        Assert.Equal(LockOutcome.TooLate, (await late).Outcome);
        Assert.Equal("a", (await second.FindAsync("lock", Token))!.Owner);
    }

    [Fact(Timeout = 60_000)]
    public async Task Grants_that_nobody_asks_for_do_not_pile_up()
    {
        var (registers, time) = (new MemoryRegisters(), new FakeTimeProvider(Noon));
        await using var locks = new LockService(registers, time);
        for (var i = 0; i < 40; i++) await locks.AcquireAsync($"dead {i}", "a", Lease, Token);
        time.Advance(Term + Moment);
        for (var i = 0; i < 10; i++) await locks.AcquireAsync("lock", "a", Lease, Token);
        for (var i = 0; i < 40; i++) Assert.Equal(LockOutcome.Lost, (await locks.RenewAsync($"dead {i}", i + 1, Lease, Token)).Outcome);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_waiting_caller_gets_the_lock_when_it_is_given_back_or_over()
    {
        var (registers, time) = (new MemoryRegisters(), new FakeTimeProvider(Noon));
        await using var locks = new LockService(registers, time);
        await locks.AcquireAsync("lock", "a", Lease, Token);
        Assert.Equal(LockOutcome.HeldByAnother, (await locks.AcquireAsync("lock", "b", Lease, TimeSpan.Zero, Token)).Outcome);
        var next = locks.AcquireAsync("lock", "b", Lease, TimeSpan.FromHours(1), Token);
        Assert.True((await locks.ReleaseAsync("lock", 1, Token)).Done);
        Assert.Equal(2, (await next).Grant!.Token);
        next = locks.AcquireAsync("lock", "c", Lease, TimeSpan.FromHours(1), Token);
        while (!next.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, Token);
        }
        Assert.Equal(3, (await next).Grant!.Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_holder_renews_and_gives_back()
    {
        var (registers, time) = (new MemoryRegisters(), new FakeTimeProvider(Noon));
        await using var locks = new LockService(registers, time);
        var held = await locks.HoldAsync("lock", "a", Lease, Token);
        for (var i = 0; i < 40; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            while (held.Remaining < Lease * 0.6) await Task.Delay(1, Token);
        }
        Assert.False((await locks.AcquireAsync("lock", "b", Lease, Token)).Done);
        Assert.False(held.Lost.IsCancellationRequested);
        await held.DisposeAsync();
        Assert.True(held.Lost.IsCancellationRequested);
        Assert.Equal(TimeSpan.Zero, held.Remaining);
        Assert.True((await locks.AcquireAsync("lock", "b", Lease, Token)).Done);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_holder_that_cannot_renew_is_told_that_it_has_lost_one_lease_after_it_last_asked()
    {
        var (registers, time) = (new MemoryRegisters(), new FakeTimeProvider(Noon));
        var cut = new PausedRegisters(registers);
        await using var locks = new LockService(cut, time);
        await using var others = new LockService(registers, TimeProvider.System);
        await using var held = await locks.HoldAsync("lock", "a", Lease, Token);
        var open = new TaskCompletionSource();
        cut.Gate = open.Task;
        time.Advance(Lease - Moment);
        Assert.False(held.Lost.IsCancellationRequested);
        Assert.Equal(Moment, held.Remaining);
        time.Advance(Moment);
        Assert.True(held.Lost.IsCancellationRequested);
        Assert.Equal("a", (await others.FindAsync("lock", Token))!.Owner);
        open.SetResult();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_holder_whose_lock_was_taken_is_told_by_its_renewal()
    {
        var (registers, time) = (new MemoryRegisters(), new FakeTimeProvider(Noon));
        await using var locks = new LockService(registers, time);
        await using var held = await locks.HoldAsync("lock", "a", Lease, Token);
        Assert.True((await locks.ReleaseAsync("lock", held.Token, Token)).Done);
        time.Advance(Lease / 2);
        while (!held.Lost.IsCancellationRequested) await Task.Delay(1, Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task Of_those_who_want_a_lock_one_has_it_and_tokens_rise()
    {
        var registers = new MemoryRegisters();
        LockService[] services = [.. Enumerable.Range(0, 3).Select(_ => new LockService(registers, TimeProvider.System))];
        var (holders, tokens) = (0, new List<long>());
        await Task.WhenAll(services.Select(async (service, number) =>
        {
            for (var had = 0; had < 10; had++)
            {
                await using var held = await service.HoldAsync("lock", $"owner {number}", TimeSpan.FromHours(1), Token);
                Assert.Equal(1, Interlocked.Increment(ref holders));
                tokens.Add(held.Token);
                Interlocked.Decrement(ref holders);
            }
        }));
        Assert.Equal(30, tokens.Count);
        Assert.Equal(tokens.Distinct().Order(), tokens);
        Assert.Null(await services[0].FindAsync("lock", Token));
        foreach (var service in services) await service.DisposeAsync();
    }

    [Fact]
    public async Task What_is_no_lock_is_refused()
    {
        var registers = new MemoryRegisters();
        await using var locks = new LockService(registers, TimeProvider.System);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => locks.AcquireAsync("lock", "a", TimeSpan.FromDays(2), Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => locks.AcquireAsync("lock", "a", Lease, TimeSpan.FromDays(2), Token));
        foreach (var text in new[] { "", new string('x', 257), "me\ud800", "\udc00\ud800", "\ud83d" })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => locks.AcquireAsync(text, "a", Lease, Token));
            await Assert.ThrowsAsync<ArgumentException>(() => locks.AcquireAsync("lock", text, Lease, Token));
            await Assert.ThrowsAsync<ArgumentException>(() => locks.HoldAsync("lock", text, Lease, Token));
            await Assert.ThrowsAsync<ArgumentException>(() => locks.RenewAsync(text, 1, Lease, Token));
            await Assert.ThrowsAsync<ArgumentException>(() => locks.ReleaseAsync(text, 1, Token));
            await Assert.ThrowsAsync<ArgumentException>(() => locks.FindAsync(text, Token));
        }
        Assert.Empty(registers.Decided);
        foreach (var drift in new[] { 0, 1.1, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>(() => new LockService(registers, TimeProvider.System, drift: drift));
        Assert.True((await locks.AcquireAsync("\ud83d\ude00", "\ud83d\ude00", Lease, Token)).Done);
    }

    private static LockHold Hold(string owner, long token, long renewal = 0) => new(owner, token, Lease, renewal);

    private static (LockOutcome, TimeSpan) Told(LockResult result) => (result.Outcome, result.Grant!.Remaining);

    private LockChange Acquire(string owner, string name = "lock", LockHold? over = null) =>
        Apply(new LockCommand(LockAction.Acquire, name, owner, Lease: Lease, Over: over is null ? null : new Dictionary<string, LockHold> { [name] = over }));

    private LockChange Old(string json) => Apply(JsonSerializer.Deserialize<LockCommand>(json, JsonSerializerOptions.Web)!);

    private LockChange Apply(LockCommand command)
    {
        (_state, var result) = _state.Apply(command);
        return result;
    }
}
