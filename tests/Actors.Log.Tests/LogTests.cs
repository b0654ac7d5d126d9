using Actors.Paxos;
using Actors.Replication;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Log.Tests;

/// <summary>A log over registers that do what they promise.</summary>
public sealed class LogTests : IAsyncDisposable
{
    private readonly MemoryRegisters _registers = new();
    private readonly IReplicatedLog<string> _log;

    public LogTests() => _log = _registers.Log<string>("orders");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task What_is_appended_is_read_in_its_order()
    {
        for (var i = 0; i < 5; i++) Assert.Equal(i, await _log.AppendAsync($"{i}", Token));
        Assert.Equal(5, await _log.LengthAsync(Token));
        Assert.Equal(["0", "1", "2", "3", "4"], await ReadAsync(_log));
        Assert.Equal(["2", "3"], await ReadAsync(_log, 2, 4));
        Assert.Equal(["0", "1", "2", "3", "4"], await ReadAsync(_registers.Log<string>("orders")));
        Assert.Empty(await ReadAsync(_registers.Log<string>("others")));
    }

    [Fact]
    public async Task Appends_that_wait_are_decided_together()
    {
        await _log.AppendAsync("first", Token);
        var gate = new TaskCompletionSource();
        _registers.Open = gate.Task;
        var ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _log.NewIdAsync(null, Token)));
        var appends = ids.Select((id, i) => _log.AppendAsync($"{i}", id, Token)).ToList();
        gate.SetResult();
        await Task.WhenAll(appends);
        Assert.InRange(await _log.LengthAsync(Token), 2, 1 + LogReplica.Reach + 2);
        Assert.Equal(101, (await ReadAsync(_log)).Count);
    }

    [Fact]
    public async Task An_append_that_is_repeated_under_its_id_counts_once_on_any_node()
    {
        var id = await _log.NewIdAsync(null, Token);
        Assert.Equal(0, await _log.AppendAsync("a", id, Token));
        Assert.Equal(0, await _log.AppendAsync("a", id, Token));
        await _log.AppendAsync("b", Token);
        await using var other = _registers.Log<string>("orders");
        Assert.Equal(0, await other.AppendAsync("a", id, Token));
        // Only the uuid is known to whoever repeats it.
        Assert.Equal(0, await other.AppendAsync("a", await other.NewIdAsync(id.Value, Token), Token));
        Assert.Equal(["a", "b"], await ReadAsync(_log));
        Assert.Equal(["b"], await ReadAsync(_log, 1));
    }

    [Fact]
    public async Task Appends_under_one_id_at_the_same_time_are_one()
    {
        var id = await _log.NewIdAsync(null, Token);
        var slots = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _log.AppendAsync("a", id, Token)));
        Assert.Single(slots.Distinct());
        Assert.Equal(["a"], await ReadAsync(_log));
    }

    [Fact]
    public async Task An_id_that_is_too_old_to_tell_is_refused()
    {
        var id = new EntryId(Guid.NewGuid(), 0);
        await Fill(0, EntryWindow.DefaultSlots + 1);
        var refusal = await Assert.ThrowsAsync<UnknownOutcomeException>(() => _log.AppendAsync("late", id, Token));
        Assert.Contains("forgotten", refusal.Message);
        Assert.DoesNotContain("late", await ReadAsync(_log, EntryWindow.DefaultSlots));
        Assert.Contains("new", await AppendAndReadAsync("new", EntryWindow.DefaultSlots));
    }

    [Fact]
    public async Task Appenders_who_race_lose_nothing_and_double_nothing()
    {
        IReplicatedLog<string>[] logs = [.. Enumerable.Range(0, 3).Select(_ => _registers.Log<string>("orders"))];
        var told = await Task.WhenAll(Enumerable.Range(0, 300).Select(async i => (Text: $"{i}", Slot: await logs[i % 3].AppendAsync($"{i}", Token))));
        foreach (var log in logs)
        {
            var slots = await SlotsAsync(log);
            Assert.Equal(300, slots.Sum(slot => slot.Entries.Count));
            Assert.All(told, append => Assert.Contains(append.Text, slots.Single(slot => slot.Slot == append.Slot).Entries));
        }
        foreach (var log in logs) await log.DisposeAsync();
    }

    [Fact]
    public async Task A_gap_that_somebody_left_is_filled_by_the_next_append()
    {
        await Put(1, "after the gap");
        Assert.Equal(0, await _log.LengthAsync(Token));
        Assert.Equal(0, await _log.AppendAsync("in the gap", Token));
        Assert.Equal(2, await _log.LengthAsync(Token));
        Assert.Equal(["in the gap", "after the gap"], await ReadAsync(_log));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_gap_that_somebody_left_is_filled_by_who_only_reads()
    {
        await Put(0, "before");
        await Put(3, "after");
        await using var tail = _log.TailAsync(0, Token).GetAsyncEnumerator(Token);
        Assert.True(await tail.MoveNextAsync());
        Assert.True(await tail.MoveNextAsync());
        Assert.Equal((3, "after"), (tail.Current.Slot, tail.Current.Entries.Single()));
    }

    [Fact]
    public async Task What_is_no_entry_is_skipped()
    {
        await _registers.ForgeAsync(new SlotKey("orders", 0).Key, new Proposal(ProposalId.New(), new RegisterValue(new byte[] { 1 }, "text/plain")), Token);
        Assert.Equal(1, await _log.AppendAsync("a", Token));
        Assert.Equal(["a"], await ReadAsync(_log));
    }

    [Fact]
    public async Task A_proposal_of_unknown_outcome_is_proposed_again_and_counts_once()
    {
        var (first, answers) = (new HashSet<RegisterKey>(), 0);
        _registers.Instead = key =>
        {
            if (!first.Add(key)) return null;
            answers++;
            return new Outcome(OutcomeKind.Unknown, null, 2, 1);
        };
        for (var i = 0; i < 3; i++) await _log.AppendAsync($"{i}", Token);
        Assert.Equal(3, answers);
        Assert.Equal(["0", "1", "2"], await ReadAsync(_log));
    }

    [Fact]
    public async Task Without_a_quorum_callers_are_told_and_the_entry_counts_once_afterwards()
    {
        var id = await _log.NewIdAsync(null, Token);
        var (arrived, none) = (false, new Outcome(OutcomeKind.NoQuorum, null, 1, 0));
        _registers.Instead = _ => arrived ? null : none;
        await Assert.ThrowsAsync<NoQuorumException>(() => _log.AppendAsync("a", id, Token));
        arrived = true;
        Assert.Equal(0, await _log.AppendAsync("a", id, Token));
        Assert.Equal(["a"], await ReadAsync(_log));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_repeated_while_it_is_under_way_is_proposed_once()
    {
        var id = await _log.NewIdAsync(null, Token);
        var (arrived, none) = (false, new Outcome(OutcomeKind.NoQuorum, null, 1, 0));
        _registers.Instead = _ => arrived ? null : none;
        for (var i = 0; i < 3; i++) await Assert.ThrowsAsync<NoQuorumException>(() => _log.AppendAsync("a", id, Token));
        arrived = true;
        await _log.AppendAsync("a", id, Token);
        await _log.AppendAsync("b", Token);
        Assert.Equal(["a", "b"], Decided());
    }

    [Fact(Timeout = 60_000)]
    public async Task What_nobody_waits_for_any_more_is_not_proposed()
    {
        var gate = new TaskCompletionSource();
        _registers.Open = gate.Task;
        Task<long> Append(string entry, EntryId id, CancellationToken token) => _log.AppendAsync(entry, id, token);
        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _log.NewIdAsync(null, Token)));
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var kept = Append("under way", ids[0], leaving.Token);
        Task<long>[] left = [Append("left", ids[1], leaving.Token), Append("left by one", ids[2], leaving.Token)];
        var stays = Append("left by one", ids[2], Token);
        await leaving.CancelAsync();
        foreach (var append in left.Append(kept)) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
        gate.SetResult();
        await stays;
        await Append("next", ids[3], Token);
        Assert.Equal(["under way", "left by one", "next"], Decided());
    }

    [Fact(Timeout = 60_000)]
    public async Task What_waits_without_end_is_refused()
    {
        var gate = new TaskCompletionSource();
        await _log.AppendAsync("first", Token);
        _registers.Open = gate.Task;
        var large = new string('x', 50_000);
        var appends = Enumerable.Range(0, (int)(LogDriver.WaitingSizeMax / large.Length) + 10).Select(_ => _log.AppendAsync(large, Token)).ToList();
        var refusal = await Assert.ThrowsAsync<LogFullException>(() => appends[^1]);
        Assert.Contains("try again", refusal.Message);
        gate.SetResult();
        await Task.WhenAll(appends.Where(append => !append.IsFaulted));
        await _log.AppendAsync("last", Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_appends_now_and_then_does_not_wait_for_every_slot_in_vain()
    {
        var time = new FakeTimeProvider();
        await using var log = _registers.Log<string>("orders", new LogOptions { Time = time });
        for (var i = 0; i < 100; i++)
        {
            await log.AppendAsync($"{i}", Token);
            time.Advance(TimeSpan.FromMilliseconds(30));
        }
        Assert.InRange(_registers.Waits, 1, 10);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_tail_follows_what_others_append_without_gap_or_repetition()
    {
        await using var other = _registers.Log<string>("orders");
        var seen = new List<string>();
        var tailing = Task.Run(async () =>
        {
            await foreach (var slot in _log.TailAsync(0, Token))
            {
                seen.AddRange(slot.Entries);
                if (seen.Count == 500) return;
            }
        }, Token);
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => other.AppendAsync($"{i}", Token)));
        await tailing;
        Assert.Equal(await ReadAsync(other), seen);
    }

    [Fact]
    public async Task What_was_trimmed_is_a_clear_error_and_the_log_goes_on()
    {
        const int slots = EntryWindow.DefaultSlots + 500;
        await Fill(0, slots);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _log.TrimAsync(slots + 1, Token));
        await _log.TrimAsync(slots - 100, Token);
        Assert.InRange(_registers.Decided.Count, EntryWindow.DefaultSlots, EntryWindow.DefaultSlots + 100);
        var trimmed = await Assert.ThrowsAsync<LogTrimmedException>(() => ReadAsync(_log, 10));
        Assert.Contains("slot 10 ", trimmed.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(100, (await ReadAsync(_log, slots - 100)).Count);
        Assert.Equal(slots, await _log.AppendAsync("next", Token));
        await using var other = _registers.Log<string>("orders");
        Assert.Equal(slots + 1, await other.AppendAsync("and next", Token));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _log.AppendAsync(new string('x', SlotBatch.BytesMax), Token));
        Assert.Equal(0, await _log.LengthAsync(Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_cannot_be_proposed_does_not_hold_up_the_log()
    {
        // No constructor makes such an id.
        var impossible = System.Runtime.InteropServices.MemoryMarshal.Cast<long, EntryId>(new long[] { -1, -1, -1 })[0];
        await Assert.ThrowsAsync<UnknownOutcomeException>(() => _log.AppendAsync("never", impossible, Token));
        Assert.Equal(0, await _log.AppendAsync("next", Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(24.001)]
    [InlineData(50 * 24)]
    public void A_timeout_that_cannot_be_kept_is_refused_before_anything_is_appended(double hours)
    {
        var options = new LogOptions { Timeout = TimeSpan.FromHours(hours) };
        Assert.Throws<ArgumentException>(() => _registers.Log<string>("orders", options));
        Assert.Throws<ArgumentException>(() => new Machines.ReplicatedStateMachine<int, int, int>(
            _registers, "counter", 0, (sum, add) => (sum + add, sum), new Machines.StateMachineOptions { Log = options }));
    }

    [Fact]
    public async Task Once_disposed_it_appends_nothing()
    {
        await _log.AppendAsync("a", Token);
        await _log.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _log.AppendAsync("b", Token));
    }

    private async Task<List<string>> AppendAndReadAsync(string entry, long from)
    {
        await _log.AppendAsync(entry, Token);
        return await ReadAsync(_log, from);
    }

    /// <summary>All entries that were decided, repeated ones too, in the order of their slots.</summary>
    private List<string> Decided() =>
        [.. _registers.Decided.OrderBy(slot => slot.Key.Value, StringComparer.Ordinal).SelectMany(slot => SlotBatch.Decode(slot.Value.Value).Entries)
            .Select(entry => System.Text.Json.JsonSerializer.Deserialize<string>(entry.Payload.Span)!)];

    private Task Fill(long from, int count) => Task.WhenAll(Enumerable.Range(0, count).Select(i => Put(from + i, $"{from + i}")));

    private Task Put(long slot, string entry)
    {
        var payload = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(entry);
        var batch = new SlotBatch([new LogEntry(new EntryId(Guid.NewGuid(), slot), payload)]);
        return _registers.ForgeAsync(new SlotKey("orders", slot).Key, new Proposal(ProposalId.New(), batch.Encode()), Token);
    }

    private static async Task<List<string>> ReadAsync(IReplicatedLog<string> log, long from = 0, long to = long.MaxValue) =>
        [.. (await SlotsAsync(log, from, to)).SelectMany(slot => slot.Entries)];

    private static async Task<List<LogSlot<string>>> SlotsAsync(IReplicatedLog<string> log, long from = 0, long to = long.MaxValue)
    {
        var slots = new List<LogSlot<string>>();
        await foreach (var slot in log.ReadAsync(from, to, Token)) slots.Add(slot);
        return slots;
    }
}
