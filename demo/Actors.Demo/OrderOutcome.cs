namespace Actors.Demo;

/// <summary>What became of an order, for ever.</summary>
/// <param name="State">Shipped or cancelled.</param>
/// <param name="DecidedAt">The clock of the caller who won, when it called.</param>
public sealed record OrderOutcome(OrderState State, DateTimeOffset DecidedAt);
