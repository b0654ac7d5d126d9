namespace Actors.Demo;

/// <summary>The answer to placing an order.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Order">The order that has the id, and what became of it.</param>
public sealed record Placement(PlaceResult Result, PlacedOrder Order);
