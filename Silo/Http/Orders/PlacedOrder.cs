namespace Actors.Silo.Http.Orders;

/// <summary>What the register <c>orders/{id}</c> holds.</summary>
/// <param name="Customer">Who orders.</param>
/// <param name="Items">What.</param>
internal sealed record PlacedOrder(string Customer, IReadOnlyList<OrderItem> Items)
{
    public bool Equals(PlacedOrder? other) => other is not null && Customer == other.Customer && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => HashCode.Combine(Customer, Items.Count);
}
