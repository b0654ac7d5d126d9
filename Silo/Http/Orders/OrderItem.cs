namespace Actors.Silo.Http.Orders;

/// <summary>A line of an order.</summary>
/// <param name="Sku">What: 1 to 64 characters.</param>
/// <param name="Quantity">How many: 1 to 1,000,000.</param>
internal sealed record OrderItem(string Sku, int Quantity);
