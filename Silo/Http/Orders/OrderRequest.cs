namespace Actors.Silo.Http.Orders;

/// <summary>An order to place.</summary>
/// <param name="Id">1 to 64 letters, digits, '.', '_' or '-'; a new uuid if absent. With it, sending the order again is harmless.</param>
/// <param name="Customer">Who orders: 1 to 200 characters.</param>
/// <param name="Items">What: 1 to 100 items.</param>
internal sealed record OrderRequest(string? Id, string? Customer, IReadOnlyList<OrderItem?>? Items)
{
    private const int IdLengthMax = 64, CustomerLengthMax = 200, ItemsMax = 100, SkuLengthMax = 64, QuantityMax = 1_000_000;

    public static bool IsId(string id) =>
        id.Length is >= 1 and <= IdLengthMax && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>What is wrong with it, by member; empty if nothing is.</summary>
    public Dictionary<string, string[]> Problems()
    {
        var problems = new Dictionary<string, string[]>();
        if (Id is not null && !IsId(Id)) problems["id"] = [$"An id has 1 to {IdLengthMax} letters, digits, '.', '_' or '-'."];
        if (!IsText(Customer, CustomerLengthMax)) problems["customer"] = [$"An order has a customer, of at most {CustomerLengthMax} characters."];
        if (Items is not { Count: >= 1 and <= ItemsMax }) problems["items"] = [$"An order has 1 to {ItemsMax} items."];
        else
            for (var i = 0; i < Items.Count; i++)
            {
                if (!IsText(Items[i]?.Sku, SkuLengthMax)) problems[$"items[{i}].sku"] = [$"An item has a sku, of at most {SkuLengthMax} characters."];
                if (Items[i]?.Quantity is not (>= 1 and <= QuantityMax)) problems[$"items[{i}].quantity"] = [$"An item has a quantity of 1 to {QuantityMax}."];
            }
        return problems;
    }

    /// <summary>The order that is placed.</summary>
    public PlacedOrder ToPlaced() => new(Customer!, [.. Items!.Select(item => item!)]);

    private static bool IsText(string? text, int lengthMax) => !string.IsNullOrWhiteSpace(text) && text.Length <= lengthMax;
}
