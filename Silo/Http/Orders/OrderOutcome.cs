namespace Actors.Silo.Http.Orders;

/// <summary>What the register <c>orders/{id}/outcome</c> holds.</summary>
/// <param name="State">Shipped or cancelled.</param>
/// <param name="DecidedAt">When whoever won proposed it.</param>
internal sealed record OrderOutcome(OrderState State, DateTimeOffset DecidedAt);
