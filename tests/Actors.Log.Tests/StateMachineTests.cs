using Actors.Log.Machines;
using Actors.Paxos;
using Actors.Registers;
using Actors.Replication;

namespace Actors.Log.Tests;

/// <summary>A counter that everybody sees alike, over registers that do what they promise.</summary>
public sealed class StateMachineTests
{
    private static readonly StateMachineOptions Often = new() { SnapshotDistance = 16 };

    private readonly MemoryRegisters _registers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Commands_are_applied_in_one_order_for_all()
    {
        await using var one = Counter();
        await using var other = Counter();
        var sums = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => (i % 2 == 0 ? one : other).ExecuteAsync(1, Token)));
        Assert.Equal(Enumerable.Range(1, 100).Select(sum => (long)sum), sums.Order());
        Assert.Equal(100, (await one.QueryAsync(Token)).State);
        Assert.Equal(100, (await other.QueryAsync(Token)).State);
    }

    [Fact(Timeout = 60_000)]
    public async Task Whoever_asks_sees_all_that_was_answered_before()
    {
        await using var one = Counter();
        await using var other = Counter();
        for (var i = 1; i <= 50; i++)
        {
            await one.ExecuteAsync(1, Token);
            Assert.Equal(i, (await other.QueryAsync(Token)).State);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stale_state_says_of_when_it_is()
    {
        var paused = new PausedRegisters(_registers);
        await using var one = Counter();
        await using var other = Counter(paused);
        await other.ExecuteAsync(1, Token);
        var gate = new TaskCompletionSource();
        paused.Gate = gate.Task;
        await one.ExecuteAsync(1, Token);
        Assert.Equal(new StateAt<long>(1, 1), await other.QueryStaleAsync(Token));
        gate.SetResult();
        Assert.Equal(new StateAt<long>(2, 2), await other.QueryAsync(Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_command_that_is_repeated_has_the_result_of_the_first_time_also_after_a_snapshot()
    {
        await using var one = Counter();
        var id = await one.NewIdAsync(null, Token);
        Assert.Equal(5, await one.ExecuteAsync(5, id, Token));
        await ExecuteAsync(one, 64);
        await TrimmedAsync(one);
        Assert.Equal(5, await one.ExecuteAsync(5, id, Token));
        await using var other = Counter();
        Assert.Equal(5, await other.ExecuteAsync(5, id, Token));
        Assert.Equal(69, (await other.QueryAsync(Token)).State);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_id_that_was_used_for_another_command_is_refused_also_after_a_snapshot()
    {
        await using var one = Counter();
        var id = await one.NewIdAsync(null, Token);
        var same = await Task.WhenAll(one.ExecuteAsync(5, id, Token), one.ExecuteAsync(5, id, Token));
        Assert.Equal([5, 5], same);
        var refusal = await Assert.ThrowsAsync<IdReusedException>(() => one.ExecuteAsync(6, id, Token));
        Assert.Contains("another command", refusal.Message);
        await ExecuteAsync(one, 64);
        await TrimmedAsync(one);
        await using var other = Counter();
        await Assert.ThrowsAsync<IdReusedException>(() => other.ExecuteAsync(6, id, Token));
        Assert.Equal(5, await other.ExecuteAsync(5, id, Token));
        Assert.Equal(69, (await other.QueryAsync(Token)).State);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_command_that_throws_has_failed_everywhere_and_changed_nothing()
    {
        await using var one = Counter();
        await using var other = Counter();
        await one.ExecuteAsync(1, Token);
        var id = await one.NewIdAsync(null, Token);
        Assert.Equal("-1 is too little", (await Assert.ThrowsAsync<CommandFailedException>(() => one.ExecuteAsync(-1, id, Token))).Message);
        Assert.Equal("-1 is too little", (await Assert.ThrowsAsync<CommandFailedException>(() => other.ExecuteAsync(-1, id, Token))).Message);
        Assert.Equal(1, (await other.QueryAsync(Token)).State);
        Assert.Equal(2, await other.ExecuteAsync(1, Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_no_command_has_failed_too()
    {
        var batch = new SlotBatch([new LogEntry(new EntryId(Guid.NewGuid(), 0), new byte[] { 1, 2, 3 })]);
        await _registers.ForgeAsync(new SlotKey("counter", 0).Key, new Proposal(ProposalId.New(), batch.Encode()), Token);
        await using var one = Counter();
        Assert.Equal(1, await one.ExecuteAsync(1, Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task Snapshots_take_the_place_of_what_they_contain()
    {
        await using var one = Counter();
        await ExecuteAsync(one, 500);
        await TrimmedAsync(one);
        // One that is under way when the next is due takes its place, so a few more commands may be needed.
        while (_registers.Decided.Keys.Count(key => key.Value.StartsWith("log/counter", StringComparison.Ordinal)) > 120) await one.ExecuteAsync(0, Token);
        await using var anew = Counter();
        Assert.Equal(500, (await anew.QueryAsync(Token)).State);
        await using var log = _registers.Log<int>("counter");
        await Assert.ThrowsAsync<LogTrimmedException>(async () =>
        {
            await foreach (var slot in log.ReadAsync(0, cancellationToken: Token)) Assert.Fail($"Slot {slot.Slot} is still there.");
        });
    }

    [Fact(Timeout = 60_000)]
    public async Task A_replica_that_was_left_behind_goes_on_with_a_snapshot()
    {
        var paused = new PausedRegisters(_registers);
        await using var one = Counter();
        await using var other = Counter(paused);
        Assert.Equal(1, await other.ExecuteAsync(1, Token));
        var gate = new TaskCompletionSource();
        paused.Gate = gate.Task;
        await ExecuteAsync(one, 200);
        await TrimmedAsync(one);
        gate.SetResult();
        Assert.Equal(201, (await other.QueryAsync(Token)).State);
        Assert.Equal(202, await RepeatAsync(async () => await other.ExecuteAsync(1, await other.NewIdAsync(null, Token), Token)));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_damaged_snapshot_is_refused_and_the_one_before_it_used()
    {
        await using (var one = Counter())
        {
            await ExecuteAsync(one, 100);
            await TrimmedAsync(one);
        }
        await DamageAsync(snapshots: 1);
        await using var anew = Counter();
        Assert.Equal(100, (await anew.QueryAsync(Token)).State);
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_any_whole_snapshot_a_trimmed_machine_says_so()
    {
        await using (var one = Counter())
        {
            await ExecuteAsync(one, 100);
            await TrimmedAsync(one);
        }
        await DamageAsync(snapshots: 2);
        await using var anew = Counter();
        await Assert.ThrowsAsync<LogTrimmedException>(() => anew.QueryAsync(Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_snapshot_that_cannot_be_taken_is_told_of_and_the_machine_goes_on()
    {
        var told = new FirstMessage();
        await using var machine = new ReplicatedStateMachine<double, int, int>(
            _registers, "counter", 0, (_, add) => (double.NaN, add), Often with { Logger = told });
        for (var i = 0; i < 16; i++) await machine.ExecuteAsync(1, Token);
        Assert.Contains("'counter': no snapshot was taken at slot", await told.Text);
        Assert.Equal(7, await machine.ExecuteAsync(7, Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_machine_that_is_not_deterministic_stops_and_says_so()
    {
        await using var one = Machine(_registers, (sum, add) => (sum + add, sum + add));
        await using var other = Machine(_registers, (sum, add) => (sum + (2 * add), sum));
        ReplicatedStateMachine<long, int, long>[] machines = [one, other];
        // Whose state is agreed on is whose comes first; the other one stops, for good.
        var stopped = -1;
        for (var turn = 0; stopped < 0; turn = 1 - turn)
            try
            {
                await RepeatAsync(() => machines[turn].ExecuteAsync(1, Token));
            }
            catch (StateDivergedException)
            {
                stopped = turn;
            }
        var diverged = await Assert.ThrowsAsync<StateDivergedException>(() => machines[stopped].QueryAsync(Token));
        Assert.Contains("not deterministic", diverged.Message);
        await machines[1 - stopped].ExecuteAsync(1, Token);
    }

    [Fact]
    public void A_dictionary_has_one_hash_in_whatever_order_it_is()
    {
        static string Hash(params string[] keys) => StateHash.Of(System.Text.Json.JsonSerializer.SerializeToElement(keys.ToDictionary(key => key, key => new { Key = key })));
        Assert.Equal(Hash("a", "b"), Hash("b", "a"));
        Assert.NotEqual(Hash("a", "b"), Hash("a", "c"));
    }

    private ReplicatedStateMachine<long, int, long> Counter(IRegisters? registers = null) => Machine(
        registers ?? _registers, (sum, add) => add < 0 ? throw new ArgumentException($"{add} is too little") : (sum + add, sum + add));

    private static ReplicatedStateMachine<long, int, long> Machine(IRegisters registers, Func<long, int, (long, long)> apply) =>
        new(registers, "counter", 0, apply, Often);

    private static async Task ExecuteAsync(ReplicatedStateMachine<long, int, long> machine, int count)
    {
        for (var i = 0; i < count; i++) await machine.ExecuteAsync(1, Token);
    }

    /// <summary>Completes when the log no longer has its first slot, for which snapshots must be due: commands that change nothing see to that.</summary>
    private async Task TrimmedAsync(ReplicatedStateMachine<long, int, long> machine)
    {
        while ((await _registers.ReadAsync(new SlotKey("counter", 0).Key, Token)).Proposal != TrimmedSlot.Proposal) await machine.ExecuteAsync(0, Token);
    }

    private async Task DamageAsync(int snapshots)
    {
        var slots = new LogSlots(_registers, "counter/snapshots");
        foreach (var (_, manifest) in (await new SnapshotStore(slots).FindAsync(Token)).Take(snapshots))
        {
            var key = slots.Key(manifest.Chunks[0]);
            var old = _registers.Decided[key].Value;
            var bytes = old.Bytes.ToArray();
            bytes[^1] ^= 1;
            _registers.Damage(key, new Proposal(ProposalId.New(), new RegisterValue(bytes, old.ContentType)));
        }
    }

    private static async Task<long> RepeatAsync(Func<Task<long>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (UnknownOutcomeException)
            {
                Token.ThrowIfCancellationRequested();
            }
        }
    }

    [Fact]
    public void A_name_leaves_room_for_the_keys_that_are_made_of_it()
    {
        var registers = new MemoryRegisters();
        _ = registers.Log<int>(new string('n', 491));
        _ = new ReplicatedStateMachine<int, int, int>(registers, new string('n', 481), 0, (sum, add) => (sum + add, sum));
        Assert.Throws<ArgumentException>(() => registers.Log<int>(new string('n', 492)));
        Assert.Throws<ArgumentException>(() => new ReplicatedStateMachine<int, int, int>(registers, new string('n', 482), 0, (sum, add) => (sum + add, sum)));
    }
}
