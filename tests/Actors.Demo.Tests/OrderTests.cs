using System.Text.Json;
using Actors.Paxos;

namespace Actors.Demo.Tests;

public sealed class OrderTests
{
    private static readonly Order Good = new("17", "anna", [new OrderItem("tea", 2)]);

    public static TheoryData<string, bool> Ids => new()
    {
        { "17", true }, { "A-z_0.9", true }, { new string('x', 64), true }, { "...", true }, { Order.NewId(), true },
        { "", false }, { ".", false }, { "..", false }, { new string('x', 65), false }, { "a/b", false }, { "a b", false }, { "é", false },
    };

    public static TheoryData<Order> Bad =>
    [
        Good with { Id = "a/b" },
        Good with { Customer = " " },
        Good with { Customer = new string('x', 201) },
        Good with { Customer = "an\nna" },
        Good with { Customer = "an\uD800na" },
        Good with { Items = [] },
        Good with { Items = [.. Enumerable.Repeat(new OrderItem("tea", 1), 101)] },
        Good with { Items = [null!] },
        Good with { Items = null! },
        Good with { Items = [new OrderItem("", 1)] },
        Good with { Items = [new OrderItem(new string('x', 65), 1)] },
        Good with { Items = [new OrderItem("tea", 0)] },
        Good with { Items = [new OrderItem("tea", 1_000_001)] },
    ];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Ids_are_of_url_safe_characters(string id, bool good) => Assert.Equal(good, Order.ProblemOfId(id) is null);

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void Limits_are_checked(Order order) => Assert.NotNull(order.Problem());

    [Fact]
    public void The_largest_order_fits_into_a_register()
    {
        var item = new OrderItem(new string('\u20AC', OrderItem.SkuMax), OrderItem.QuantityMax);
        var order = new Order(new string('x', Order.IdMax), new string('\u20AC', Order.CustomerMax), [.. Enumerable.Repeat(item, Order.ItemsMax)]);
        Assert.Null(order.Problem());
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(order, JsonSerializerOptions.Web).Length, 1, RegisterValue.MaxBytes);
    }

    [Fact]
    public void Equality_is_by_content()
    {
        var same = Good with { Items = [new OrderItem("tea", 2)] };
        Assert.Equal(Good, same);
        Assert.Equal(Good.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(Good, Good with { Items = [new OrderItem("tea", 2), new OrderItem("cup", 1)] });
    }
}
