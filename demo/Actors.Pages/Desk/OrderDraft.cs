using System.Globalization;
using Actors.Demo;

namespace Actors.Pages.Desk;

/// <summary>An order that is being written.</summary>
public sealed class OrderDraft
{
    private static readonly string[] Wares = ["book", "teapot", "umbrella", "lamp", "chess set"];
    private static readonly string[] Customers = ["Ada", "Barbara", "Edsger", "Grace", "Leslie", "Nancy", "Tony"];

    public string Id { get; set; } = NewId();

    public string Customer { get; set; } = Customers[Random.Shared.Next(Customers.Length)];

    public List<ItemDraft> Items { get; } = [new ItemDraft { Sku = Wares[Random.Shared.Next(Wares.Length)], Quantity = 1 }];

    /// <summary>A number that is short enough to say, and seldom taken.</summary>
    public static string NewId() => Random.Shared.Next(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture);

    /// <summary>Adds a line.</summary>
    public void Add() => Items.Add(new ItemDraft { Sku = Wares[Items.Count % Wares.Length], Quantity = 1 });

    public Order ToOrder() => new(Id.Trim(), Customer, [.. Items.Select(item => new OrderItem(item.Sku, item.Quantity))]);
}
