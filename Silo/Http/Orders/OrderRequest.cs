using Actors.Demo;

namespace Actors.Silo.Http.Orders;

/// <summary>An order to place.</summary>
/// <param name="Id">1 to 64 letters, digits, '.', '_' or '-'; a new uuid if absent. With it, sending the order again is harmless.</param>
/// <param name="Customer">Who orders: 1 to 200 characters.</param>
/// <param name="Items">What: 1 to 100 items.</param>
internal sealed record OrderRequest(string? Id, string? Customer, IReadOnlyList<OrderItem?>? Items)
{
    /// <summary>What is wrong with it, by member; empty if nothing is.</summary>
    public Dictionary<string, string[]> Problems()
    {
        var problems = new Dictionary<string, string[]>();
        if (Id is not null && Order.ProblemOfId(Id) is { } problem) problems["id"] = [problem];
        if (!IsText(Customer, Order.CustomerMax)) problems["customer"] = [$"An order has a customer, of at most {Order.CustomerMax} characters."];
        if (Items is not { Count: >= 1 and <= Order.ItemsMax }) problems["items"] = [$"An order has 1 to {Order.ItemsMax} items."];
        else
            for (var i = 0; i < Items.Count; i++)
            {
                if (!IsText(Items[i]?.Sku, OrderItem.SkuMax)) problems[$"items[{i}].sku"] = [$"An item has a sku, of at most {OrderItem.SkuMax} characters."];
                if (Items[i]?.Quantity is not (>= 1 and <= OrderItem.QuantityMax)) problems[$"items[{i}].quantity"] = [$"An item has a quantity of 1 to {OrderItem.QuantityMax}."];
            }
        return problems;
    }

    /// <summary>The order that is placed.</summary>
    public Order ToOrder() => new(Id ?? Order.NewId(), Customer!, [.. Items!.Select(item => item!)]);

    private static bool IsText(string? text, int lengthMax) => !string.IsNullOrWhiteSpace(text) && text.Length <= lengthMax;
}
