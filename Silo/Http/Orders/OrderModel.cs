using System.Text.Json.Serialization;
using Actors.Demo;

namespace Actors.Silo.Http.Orders;

/// <summary>An order.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">What has become of it.</param>
/// <param name="Customer">Who ordered.</param>
/// <param name="Items">What.</param>
/// <param name="DecidedAt">When it was shipped or cancelled; absent before.</param>
internal sealed record OrderModel(
    string Id, OrderState State, string Customer, IReadOnlyList<OrderItem> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? DecidedAt)
{
    public static OrderModel Of(PlacedOrder placed) =>
        new(placed.Order.Id, placed.State, placed.Order.Customer, placed.Order.Items, placed.DecidedAt);
}
