using System.Collections.Immutable;
using Actors.Log.KeyValues;
using Actors.Log.Locks;
using Actors.Log.Machines;

namespace Actors.Log.Tests;

public sealed class QuotaTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private readonly MemoryRegisters _registers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_map_grows_up_to_its_bytes_and_no_further()
    {
        // Three items of a key of one character and 100 bytes.
        await using var map = Map(new MachineQuota(Bytes: 3 * (100 + sizeof(char) + MachineQuota.BytesPerKey)));
        foreach (var key in (string[])["a", "b", "c"]) Assert.True((await map.ChangeAsync(Set(key, 100), Token)).Done);
        Assert.Contains("'kv'", (await Assert.ThrowsAsync<QuotaExceededException>(() => map.ChangeAsync(Set("d", 0), Token))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<QuotaExceededException>(() => map.ChangeAsync(Set("a", 101), Token));
        await Assert.ThrowsAsync<QuotaExceededException>(() => map.ChangeAsync(Set("a", 100) with { ContentType = "t" }, Token));
        Assert.Null(await map.GetAsync("d", Token));
        Assert.Equal(1, (await map.GetAsync("a", Token))!.Version);
        Assert.True((await map.ChangeAsync(Set("a", 100), Token)).Done);
        Assert.True((await map.ChangeAsync(Set("b", 99), Token)).Done);
        Assert.True((await map.ChangeAsync(Set("a", 101), Token)).Done);
        Assert.True((await map.ChangeAsync(new KeyValueCommand("c", null), Token)).Done);
        Assert.True((await map.ChangeAsync(Set("d", 100), Token)).Done);
    }

    [Fact]
    public async Task A_map_takes_so_many_keys_and_no_more()
    {
        await using var map = Map(new MachineQuota(Keys: 2));
        foreach (var key in (string[])["a", "b"]) await map.ChangeAsync(Set(key, 1), Token);
        await Assert.ThrowsAsync<QuotaExceededException>(() => map.ChangeAsync(Set("c", 1), Token));
        Assert.True((await map.ChangeAsync(Set("a", 1000), Token)).Done);
        await map.ChangeAsync(new KeyValueCommand("b", null), Token);
        Assert.True((await map.ChangeAsync(Set("c", 1), Token)).Done);
    }

    [Fact]
    public async Task A_condition_that_does_not_hold_is_told_before_the_quota()
    {
        await using var map = Map(new MachineQuota(Keys: 1));
        await map.ChangeAsync(Set("a", 1), Token);
        Assert.Equal(new KeyValueResult(false, null, false), await map.ChangeAsync(Set("b", 1) with { IfVersion = 7 }, Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task Nodes_with_different_quotas_have_one_state()
    {
        await using KeyValueMap small = Map(new MachineQuota(Keys: 5)), large = Map(new MachineQuota(Keys: 40));
        for (var i = 0; i < 60; i++)
        {
            await TryAsync(small, Set($"{i}", 1));
            await TryAsync(large, Set($"{i}", 1));
        }
        for (var i = 0; i < 60; i++) Assert.Equal((await small.GetAsync($"{i}", Token))?.Version, (await large.GetAsync($"{i}", Token))?.Version);
        Assert.NotNull(await small.GetAsync("39", Token));
        Assert.Null(await large.GetAsync("40", Token));
    }

    [Fact]
    public async Task Entries_without_a_quota_mean_what_they_meant()
    {
        await using var before = new ReplicatedStateMachine<KeyValueState, KeyValueCommand, KeyValueResult>(
            _registers, "kv", KeyValueState.Empty, static (state, command) => state.Apply(command));
        for (var i = 0; i < 10; i++) await before.ExecuteAsync(Set($"{i}", 1), Token);
        await using var map = Map(new MachineQuota(Keys: 5));
        Assert.NotNull(await map.GetAsync("9", Token));
        await Assert.ThrowsAsync<QuotaExceededException>(() => map.ChangeAsync(Set("10", 1), Token));
        Assert.True((await map.ChangeAsync(Set("9", 1), Token)).Done);
    }

    [Fact]
    public async Task So_many_locks_are_held_and_no_more()
    {
        await using var locks = new LockService(_registers, TimeProvider.System, quota: new MachineQuota(Keys: 2));
        var first = await locks.AcquireAsync("a", "anna", Lease, Token);
        await locks.AcquireAsync("b", "anna", Lease, Token);
        await Assert.ThrowsAsync<QuotaExceededException>(() => locks.AcquireAsync("c", "anna", Lease, Token));
        await Assert.ThrowsAsync<QuotaExceededException>(() => locks.HoldAsync("c", "anna", Lease, Token));
        Assert.Equal(LockOutcome.HeldByAnother, (await locks.AcquireAsync("a", "bert", Lease, Token)).Outcome);
        Assert.True((await locks.RenewAsync("a", first.Grant!.Token, Lease, Token)).Done);
        Assert.True((await locks.AcquireAsync("b", "anna", Lease, Token)).Done);
        Assert.True((await locks.ReleaseAsync("a", first.Grant.Token, Token)).Done);
        Assert.True((await locks.AcquireAsync("c", "anna", Lease, Token)).Done);
    }

    [Fact]
    public async Task Names_and_owners_of_locks_count_too()
    {
        await using var locks = new LockService(_registers, TimeProvider.System, quota: new MachineQuota(Bytes: 1000));
        await locks.AcquireAsync("a", "anna", Lease, Token);
        await Assert.ThrowsAsync<QuotaExceededException>(() => locks.AcquireAsync("b", new string('o', 256), Lease, Token));
        Assert.True((await locks.AcquireAsync("b", "anna", Lease, Token)).Done);
    }

    [Fact]
    public void What_a_state_counts_follows_from_what_it_holds()
    {
        var random = new Random(1);
        var (map, locks) = (KeyValueState.Empty, LockState.Empty);
        for (var i = 0; i < 2_000; i++)
        {
            var key = $"{random.Next(20)}";
            (map, _) = map.Apply(random.Next(3) == 0 ? new KeyValueCommand(key, null) : Set(key, random.Next(300)) with { Quota = new MachineQuota(Bytes: 5_000) });
            Assert.Equal(new KeyValueState(map.Version, map.Items).Bytes, map.Bytes);
            var held = locks.Held.GetValueOrDefault(key);
            var over = held is null || random.Next(2) == 0 ? null : ImmutableDictionary<string, LockHold>.Empty.Add(key, held);
            (locks, _) = locks.Apply(new LockCommand(
                (LockAction)random.Next(4), key, new string('o', random.Next(9)), held?.Token ?? 0, Lease, over, Quota: new MachineQuota(Bytes: 4_000)));
            Assert.Equal(new LockState(locks.LastToken, locks.Held).Bytes, locks.Bytes);
        }
        Assert.InRange(map.Bytes, 1, 5_000);
        Assert.InRange(locks.Bytes, 1, 4_000);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(1, int.MaxValue)]
    public void A_quota_that_makes_no_sense_is_refused(long bytes, int keys)
    {
        var quota = new MachineQuota(bytes, keys);
        Assert.Throws<ArgumentException>(() => Map(quota));
        Assert.Throws<ArgumentException>(() => new LockService(_registers, TimeProvider.System, quota: quota));
    }

    private static async Task TryAsync(KeyValueMap map, KeyValueCommand command)
    {
        try
        {
            await map.ChangeAsync(command, Token);
        }
        catch (QuotaExceededException)
        {
            // The other map may have room.
        }
    }

    private KeyValueMap Map(MachineQuota quota) => new(_registers, options: new StateMachineOptions { SnapshotDistance = 16 }, quota: quota);

    private static KeyValueCommand Set(string key, int bytes) => new(key, new byte[bytes]);
}
