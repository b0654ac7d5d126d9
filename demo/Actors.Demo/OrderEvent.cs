namespace Actors.Demo;

/// <summary>Something that happened to an order.</summary>
/// <param name="Order">The id of the order.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Customer">Whose order it is.</param>
/// <param name="At">Shipped or cancelled: <see cref="OrderOutcome.DecidedAt"/>. Placed: the clock of whoever recorded it.</param>
public sealed record OrderEvent(string Order, OrderEventKind Kind, string Customer, DateTimeOffset At)
{
    /// <summary>All that has happened to an order, in its order.</summary>
    /// <param name="placed">The order as somebody has seen it.</param>
    /// <param name="now">The time for what has none of its own.</param>
    public static IEnumerable<OrderEvent> Of(PlacedOrder placed, DateTimeOffset now)
    {
        var (order, outcome) = (placed.Order, placed.Outcome);
        yield return new OrderEvent(order.Id, OrderEventKind.Placed, order.Customer, now);
        if (outcome is null) yield break;
        var kind = outcome.State == OrderState.Shipped ? OrderEventKind.Shipped : OrderEventKind.Cancelled;
        yield return new OrderEvent(order.Id, kind, order.Customer, outcome.DecidedAt);
    }

    /// <summary>Whether it can have happened to an order. Others can have written anything into the log.</summary>
    internal static bool IsSound(OrderEvent? each) =>
        each is not null && Demo.Order.ProblemOfId(each.Order) is null && Enum.IsDefined(each.Kind) && PlainText.Problem("", each.Customer, Demo.Order.CustomerMax) is null;

    /// <summary>The register whose decision this is. An order has one event of each, whatever its kind.</summary>
    internal string Register => Kind == OrderEventKind.Placed ? OrderDesk.ContentKey(Order) : OrderDesk.OutcomeKey(Order);
}
