namespace Actors.Demo;

/// <summary>One line of an order.</summary>
/// <param name="Sku">What: 1 to <see cref="SkuMax"/> characters.</param>
/// <param name="Quantity">How many: 1 to <see cref="QuantityMax"/>.</param>
public sealed record OrderItem(string Sku, int Quantity)
{
    /// <summary>The greatest length of <see cref="Sku"/> in UTF-16 units: 64.</summary>
    public const int SkuMax = 64;

    /// <summary>The greatest <see cref="Quantity"/>: 1,000,000.</summary>
    public const int QuantityMax = 1_000_000;

    internal string? Problem() =>
        PlainText.Problem("The sku of an item", Sku, SkuMax)
        ?? (Quantity is >= 1 and <= QuantityMax ? null : $"The quantity of an item is 1 to {QuantityMax}; that of '{Sku}' is {Quantity}.");
}
