namespace Actors.Demo;

/// <summary>An order and what became of it.</summary>
/// <param name="Order">What was ordered.</param>
/// <param name="Outcome">What became of it; null while it is pending.</param>
public sealed record PlacedOrder(Order Order, OrderOutcome? Outcome)
{
    /// <summary>Where it stands.</summary>
    public OrderState State => Outcome?.State ?? OrderState.Pending;

    /// <summary>Since when it is shipped or cancelled; null while it is pending.</summary>
    public DateTimeOffset? DecidedAt => Outcome?.DecidedAt;
}
