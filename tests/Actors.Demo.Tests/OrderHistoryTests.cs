using Actors.Paxos;
using Actors.Replication;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Demo.Tests;

public sealed class OrderHistoryTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
    private static readonly Order Tea = new("17", "anna", [new OrderItem("tea", 2)]);

    private readonly MemoryRegisters _registers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task What_is_done_at_a_desk_is_told_to_who_follows()
    {
        await using var history = new OrderHistory(_registers, Time);
        await using var elsewhere = new OrderHistory(_registers, Time);
        var desk = new OrderDesk(_registers, Time, history);
        await desk.PlaceAsync(Tea, Token);
        Time.Advance(TimeSpan.FromSeconds(1));
        await desk.ShipAsync("17", Token);
        Assert.False((await desk.CancelAsync("17", Token))!.Done);
        var told = await FollowAsync(elsewhere, 2);
        Assert.Equal([("17", OrderEventKind.Placed, "anna"), ("17", OrderEventKind.Shipped, "anna")], told.Select(each => (each.Order, each.Kind, each.Customer)));
        Assert.Equal(Time.GetUtcNow(), told[1].At);
    }

    [Fact(Timeout = 60_000)]
    public async Task However_many_see_an_order_it_is_in_the_history_once()
    {
        OrderHistory[] histories = [new(_registers, Time), new(_registers, Time), new(_registers, Time)];
        var desk = new OrderDesk(_registers, Time);
        await desk.PlaceAsync(Tea, Token);
        await desk.CancelAsync("17", Token);
        var order = (await desk.FindAsync("17", Token))!;
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => histories[i % 3].RecordAsync(order, Token)));
        Assert.Equal([OrderEventKind.Placed, OrderEventKind.Cancelled], await ReadAsync(histories[0]));
        foreach (var history in histories) await history.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Whoever_finds_an_order_that_nobody_has_recorded_records_it()
    {
        var forgetful = new OrderDesk(_registers, Time);
        await forgetful.PlaceAsync(Tea, Token);
        await forgetful.ShipAsync("17", Token);
        await using var history = new OrderHistory(_registers, Time);
        await new OrderDesk(_registers, Time, history).FindAsync("17", Token);
        Assert.Equal([OrderEventKind.Placed, OrderEventKind.Shipped], (await FollowAsync(history, 2)).Select(each => each.Kind));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_event_is_recorded_once_when_the_log_has_long_forgotten_it()
    {
        var order = (await new OrderDesk(_registers, Time).PlaceAsync(Tea, Token)).Order;
        await using (var history = new OrderHistory(_registers, Time)) await history.RecordAsync(order, Token);
        Outgrow();
        for (var again = 0; again < 2; again++)
        {
            await using var later = new OrderHistory(_registers, Time);
            await later.RecordAsync(order, Token);
            Assert.Equal([OrderEventKind.Placed], await ReadAsync(later));
        }
        Assert.Equal("""{"since":0,"slot":0}""", await _registers.TextAsync("orders/17/history/1"));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_event_whose_recorder_died_is_recorded_however_late()
    {
        var order = (await new OrderDesk(_registers, Time).PlaceAsync(Tea, Token)).Order;
        // It had got as far as this.
        _registers.Put("orders/17/history/0", """{"since":0}""");
        Fill(0, 1);
        Outgrow();
        await using var later = new OrderHistory(_registers, Time);
        await later.RecordAsync(order, Token);
        Assert.Equal([OrderEventKind.Placed], await ReadAsync(later));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_attempt_that_comes_too_late_is_not_counted_beside_a_later_one()
    {
        _registers.Put("orders/17/history/0", """{"since":0}""");
        Fill(0, 4000);
        await using var slow = new OrderHistory(_registers, Time);
        await slow.RecordAsync(new PlacedOrder(Tea with { Id = "18" }, null), Token);
        _registers.IsSilent = key => key.StartsWith("log/", StringComparison.Ordinal);
        await Assert.ThrowsAsync<NoQuorumException>(() => slow.RecordAsync(new PlacedOrder(Tea, null), Token));
        Fill(4001, 5000);
        _registers.IsSilent = _ => false;
        await _registers.TextAsync(Slot(5000));
        Fill(5001, 9200);
        await using var later = new OrderHistory(_registers, Time);
        await later.RecordAsync(new PlacedOrder(Tea, null), Token);
        Assert.Single(await FollowAsync(later, 2), each => each.Order == "17");
        Assert.Equal(2, (await ReadAsync(later)).Count);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("17")]
    [InlineData("""{"since":-1}""")]
    public async Task What_somebody_has_written_in_its_way_does_not_keep_an_event_out(string text)
    {
        _registers.Put("orders/17/history/0", text);
        await using var history = new OrderHistory(_registers, Time);
        await history.RecordAsync(new PlacedOrder(Tea, null), Token);
        Assert.Equal([OrderEventKind.Placed], await ReadAsync(history));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_desk_does_not_wait_for_a_history_without_a_quorum_which_catches_up()
    {
        _registers.IsSilent = key => key.StartsWith("log/", StringComparison.Ordinal);
        await using var history = new OrderHistory(_registers, TimeProvider.System);
        var desk = new OrderDesk(_registers, Time, history);
        await desk.PlaceAsync(Tea, Token);
        Assert.True((await desk.ShipAsync("17", Token))!.Done);
        await Assert.ThrowsAsync<NoQuorumException>(() => history.LengthAsync(Token));
        _registers.IsSilent = _ => false;
        Assert.Equal([OrderEventKind.Placed, OrderEventKind.Shipped], (await FollowAsync(history, 2)).Select(each => each.Kind));
    }

    private static async Task<List<OrderEvent>> FollowAsync(OrderHistory history, int count)
    {
        var told = new List<OrderEvent>();
        await foreach (var slot in history.TailAsync(0, Token))
        {
            told.AddRange(slot.Entries);
            if (told.Count >= count) break;
        }
        return told;
    }

    private static async Task<List<OrderEventKind>> ReadAsync(OrderHistory history)
    {
        var told = new List<OrderEventKind>();
        await foreach (var slot in history.ReadAsync(0, cancellationToken: Token)) told.AddRange(slot.Entries.Select(each => each.Kind));
        return told;
    }

    /// <summary>Fills so many slots that no earlier entry is recognised any more.</summary>
    private void Outgrow() => Fill(1, EntryWindow.DefaultSlots + 2);

    private void Fill(long from, long to)
    {
        for (; from < to; from++) _registers.Put(Slot(from), "nothing");
    }

    private static string Slot(long slot) => new SlotKey(OrderHistory.LogName, slot).Key.Value;
}
