using Microsoft.Extensions.Time.Testing;

namespace Actors.Demo.Tests;

public sealed class OrderDeskTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly Order Tea = new("17", "anna", [new OrderItem("tea", 2)]);

    private readonly MemoryRegisters _registers = new();
    private readonly OrderDesk _desk;

    public OrderDeskTests() => _desk = new OrderDesk(_registers, new FakeTimeProvider(Now));

    [Fact]
    public async Task The_registers_are_readable_json()
    {
        await _desk.PlaceAsync(Tea);
        await _desk.ShipAsync("17");
        Assert.Equal("""{"id":"17","customer":"anna","items":[{"sku":"tea","quantity":2}]}""", await _registers.TextAsync("orders/17"));
        Assert.Equal("""{"state":"Shipped","decidedAt":"2026-03-04T05:06:07+00:00"}""", await _registers.TextAsync("orders/17/outcome"));
    }

    [Fact]
    public async Task The_first_order_with_an_id_has_it()
    {
        Assert.Equal(PlaceResult.Placed, (await _desk.PlaceAsync(Tea)).Result);
        Assert.Equal(PlaceResult.Repeated, (await _desk.PlaceAsync(Tea with { Items = [new OrderItem("tea", 2)] })).Result);
        var other = await _desk.PlaceAsync(Tea with { Items = [new OrderItem("tea", 3)] });
        Assert.Equal(PlaceResult.Taken, other.Result);
        Assert.Equal(Tea, other.Order.Order);
    }

    [Fact]
    public async Task An_order_is_pending_until_it_is_settled_once()
    {
        await _desk.PlaceAsync(Tea);
        Assert.Equal(OrderState.Pending, (await _desk.FindAsync("17"))!.State);
        var cancelled = await _desk.CancelAsync("17");
        Assert.True(cancelled!.Done);
        Assert.Equal(Now, cancelled.Order.DecidedAt);
        var shipped = await _desk.ShipAsync("17");
        Assert.False(shipped!.Done);
        Assert.Equal(OrderState.Cancelled, shipped.Order.State);
        Assert.True((await _desk.CancelAsync("17"))!.Done);
        Assert.Equal(shipped.Order, await _desk.FindAsync("17"));
        Assert.Equal(OrderState.Cancelled, (await _desk.PlaceAsync(Tea)).Order.State);
    }

    [Fact]
    public async Task An_order_that_was_never_placed_cannot_be_settled()
    {
        Assert.Null(await _desk.ShipAsync("17"));
        Assert.Null(await _desk.CancelAsync("17"));
        Assert.Null(await _desk.FindAsync("17"));
        await _desk.PlaceAsync(Tea);
        Assert.Equal(OrderState.Pending, (await _desk.FindAsync("17"))!.State);
    }

    [Fact]
    public async Task Who_waits_is_told_what_others_did()
    {
        var (placed, outcome) = (_desk.PlacedAsync("17"), _desk.OutcomeAsync("17"));
        Assert.False(placed.IsCompleted || outcome.IsCompleted);
        await _desk.PlaceAsync(Tea);
        Assert.Equal(Tea, await placed);
        Assert.False(outcome.IsCompleted);
        await _desk.CancelAsync("17");
        Assert.Equal(new OrderOutcome(OrderState.Cancelled, Now), await outcome);
    }

    [Fact]
    public async Task A_wait_can_be_given_up()
    {
        using var enough = new CancellationTokenSource();
        var outcome = _desk.OutcomeAsync("17", enough.Token);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outcome);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"id":"18","customer":"anna","items":[{"sku":"tea","quantity":2}]}""")]
    [InlineData("""{"id":"17","customer":null,"items":[{"sku":"tea","quantity":2}]}""")]
    [InlineData("""{"id":"17","customer":"anna","items":[null]}""")]
    [InlineData("""{"id":"17","customer":"anna","items":[{"sku":"tea","quantity":0}]}""")]
    public async Task What_is_no_order_is_refused(string text)
    {
        _registers.Put("orders/17", text);
        await Assert.ThrowsAsync<InvalidDataException>(() => _desk.FindAsync("17"));
        await Assert.ThrowsAsync<InvalidDataException>(() => _desk.ShipAsync("17"));
        await Assert.ThrowsAsync<InvalidDataException>(() => _desk.PlacedAsync("17"));
        await Assert.ThrowsAsync<InvalidDataException>(() => _desk.PlaceAsync(Tea));
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("null")]
    [InlineData("""{"state":"Shipped"}""")]
    [InlineData("""{"state":"Pending","decidedAt":"2026-03-04T05:06:07+00:00"}""")]
    [InlineData("""{"state":7,"decidedAt":"2026-03-04T05:06:07+00:00"}""")]
    public async Task What_is_no_outcome_is_refused(string text)
    {
        await _desk.PlaceAsync(Tea);
        _registers.Put("orders/17/outcome", text);
        await Assert.ThrowsAsync<InvalidDataException>(() => _desk.FindAsync("17"));
        await Assert.ThrowsAsync<InvalidDataException>(() => _desk.CancelAsync("17"));
        await Assert.ThrowsAsync<InvalidDataException>(() => _desk.OutcomeAsync("17"));
    }

    [Fact]
    public async Task Bad_arguments_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _desk.PlaceAsync(Tea with { Customer = "" }));
        await Assert.ThrowsAsync<ArgumentException>(() => _desk.FindAsync("a/b"));
        await Assert.ThrowsAsync<ArgumentException>(() => _desk.ShipAsync(".."));
        await Assert.ThrowsAsync<ArgumentException>(() => _desk.OutcomeAsync("a/b"));
    }
}
