namespace Actors.Demo;

/// <summary>What was ordered, by whom. It never changes; what became of it is an <see cref="OrderOutcome"/>.</summary>
/// <param name="Id">
/// 1 to <see cref="IdMax"/> of A-Z, a-z, 0-9, '.', '_', '-'; neither "." nor "..", which no URL can carry, nor "history" in just this spelling, which is where that of all orders is.
/// </param>
/// <param name="Customer">1 to <see cref="CustomerMax"/> characters.</param>
/// <param name="Items">1 to <see cref="ItemsMax"/> items.</param>
public sealed record Order(string Id, string Customer, IReadOnlyList<OrderItem> Items)
{
    /// <summary>The greatest length of <see cref="Id"/>: 64.</summary>
    public const int IdMax = 64;

    /// <summary>The greatest length of <see cref="Customer"/> in UTF-16 units: 200.</summary>
    public const int CustomerMax = 200;

    /// <summary>The greatest number of <see cref="Items"/>: 100, so that every order fits into a register.</summary>
    public const int ItemsMax = 100;

    /// <summary>An id for an order that came without one.</summary>
    public static string NewId() => Guid.CreateVersion7().ToString("N");

    /// <summary>What is wrong with an id, null if nothing is.</summary>
    public static string? ProblemOfId(string? id)
    {
        if (string.IsNullOrEmpty(id)) return "An order id must not be empty.";
        if (id.Length > IdMax) return $"An order id has at most {IdMax} characters; this one has {id.Length}.";
        if (id == "history") return "An order id cannot be 'history': GET /orders/history shows the history of all orders.";
        return id is "." or ".." || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? "An order id consists of A-Z, a-z, 0-9, '.', '_' and '-', and is neither '.' nor '..'."
            : null;
    }

    /// <summary>What is wrong with the order, null if nothing is.</summary>
    public string? Problem() =>
        ProblemOfId(Id)
        ?? PlainText.Problem("The customer of an order", Customer, CustomerMax)
        ?? (Items is { Count: >= 1 and <= ItemsMax } ? ProblemOfItems(Items) : $"An order has 1 to {ItemsMax} items.");

    /// <summary>The same content: the same items in the same order.</summary>
    public bool Equals(Order? other) =>
        other is not null && Id == other.Id && Customer == other.Customer && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Customer, Items.Count);

    private static string? ProblemOfItems(IEnumerable<OrderItem?> items) =>
        items.Select(item => item is null ? "An item of an order must not be null." : item.Problem()).FirstOrDefault(problem => problem is not null);
}
