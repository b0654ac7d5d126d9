using Actors.Paxos;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Demo.Tests;

public sealed class OrderRaceTests
{
    private static readonly Order Tea = new("17", "anna", [new OrderItem("tea", 2)]);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
    private readonly MemoryRegisters _registers = new();

    [Fact]
    public async Task All_are_told_the_same()
    {
        var desk = Desk(_registers);
        await desk.PlaceAsync(Tea);
        var report = await new OrderRace(desk, Desk(_registers), [desk, Desk(_registers)]).RunAsync("17");
        Assert.False(report.Disagrees);
        Assert.Equal(2, report.Seen);
        Assert.Equal(report.Outcome, report.Customer.Outcome);
        Assert.Equal(report.Outcome, report.Warehouse.Outcome);
        Assert.Equal(1, RaceTally.None.With(report) is var tally ? tally.Cancelled + tally.Shipped : 0);
    }

    [Fact]
    public async Task Two_truths_are_a_disagreement()
    {
        var other = new MemoryRegisters();
        await Desk(_registers).PlaceAsync(Tea);
        await Desk(other).PlaceAsync(Tea);
        var report = await new OrderRace(Desk(_registers), Desk(other), []).RunAsync("17");
        Assert.True(report.Disagrees);
        Assert.Null(report.Outcome);
        Assert.Equal(new RaceTally(0, 0, 1, 0), RaceTally.None.With(report));
    }

    [Fact]
    public async Task One_state_at_two_moments_is_a_disagreement_too()
    {
        var other = new MemoryRegisters();
        await Desk(_registers).PlaceAsync(Tea);
        await Desk(other).PlaceAsync(Tea);
        await Desk(_registers).ShipAsync("17");
        _time.Advance(TimeSpan.FromSeconds(1));
        await Desk(other).ShipAsync("17");
        Assert.True((await new OrderRace(Desk(_registers), Desk(other), []).RunAsync("17")).Disagrees);
    }

    [Fact]
    public async Task A_witness_who_does_not_see_what_others_were_told_disagrees()
    {
        var behind = new MemoryRegisters();
        await Desk(_registers).PlaceAsync(Tea);
        await Desk(behind).PlaceAsync(Tea);
        var report = await new OrderRace(Desk(_registers), Desk(_registers), [Desk(behind)]).RunAsync("17");
        Assert.Equal(DeskAnswerKind.Pending, report.Witnesses.Single().Kind);
        Assert.True(report.Disagrees);
    }

    [Theory]
    [InlineData(OutcomeKind.NoQuorum, DeskAnswerKind.NoQuorum)]
    [InlineData(OutcomeKind.Unknown, DeskAnswerKind.Unknown)]
    public async Task Who_gets_no_answer_disagrees_with_nobody(OutcomeKind outcome, DeskAnswerKind told)
    {
        await Desk(_registers).PlaceAsync(Tea);
        var silent = Desk(new SilentRegisters(outcome));
        var one = await new OrderRace(silent, Desk(_registers), [silent]).RunAsync("17");
        Assert.Equal(told, one.Customer.Kind);
        Assert.False(one.Disagrees);
        Assert.Equal(OrderState.Shipped, one.Outcome!.State);
        var none = await new OrderRace(silent, silent, [silent]).RunAsync("17");
        Assert.Equal(new RaceTally(0, 1, 0, 1), RaceTally.None.With(one).With(none));
    }

    [Fact]
    public async Task An_order_that_is_not_there_is_said_to_be_not_there()
    {
        var report = await new OrderRace(Desk(_registers), Desk(_registers), []).RunAsync("17");
        Assert.Equal(DeskAnswerKind.NotPlaced, report.Customer.Kind);
        Assert.Equal(new RaceTally(0, 0, 0, 1), RaceTally.None.With(report));
    }

    private OrderDesk Desk(Registers.IRegisters registers) => new(registers, _time);
}
