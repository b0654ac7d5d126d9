namespace Actors.Demo;

/// <summary>The answer to shipping or cancelling an order.</summary>
/// <param name="Done">Whether the order now is what was asked for, by this call or an earlier one; false if the other one won.</param>
/// <param name="Order">The order, shipped or cancelled.</param>
public sealed record Settlement(bool Done, PlacedOrder Order);
