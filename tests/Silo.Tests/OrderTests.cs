using System.Net;

namespace Actors.Silo.Tests;

[Collection(SharedSiloCollection.Name)]
public sealed class OrderTests(SharedSilo silo)
{
    private HttpClient Client => silo.Client;

    [Fact]
    public async Task An_order_is_placed_once()
    {
        var id = Answers.NewKey();
        using var placed = await PlaceAsync(id);
        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        Assert.Equal($"/orders/{id}", placed.Headers.Location!.ToString());
        using var again = await PlaceAsync(id);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using var other = await PlaceAsync(id, customer: "Grace");
        await other.RequireProblemAsync(HttpStatusCode.Conflict, "order-exists");
        using var found = await Client.GetAsync($"/orders/{id}");
        var order = await found.JsonAsync();
        Assert.Equal((id, "Pending", "Ada"), (order.GetProperty("id").GetString(), order.GetProperty("state").GetString(), order.GetProperty("customer").GetString()));
        Assert.Equal("""[{"sku":"A-100","quantity":2}]""", order.GetProperty("items").GetRawText());
        Assert.False(order.TryGetProperty("decidedAt", out _));
    }

    [Fact]
    public async Task An_order_without_an_id_gets_one()
    {
        using var placed = await Client.PostAsync("/orders", Answers.Json("""{"customer":"Ada","items":[{"sku":"A","quantity":1}]}"""));
        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        using var found = await Client.GetAsync(placed.Headers.Location);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
    }

    [Theory]
    [InlineData("ship", "Shipped", "cancel")]
    [InlineData("cancel", "Cancelled", "ship")]
    public async Task The_first_to_decide_wins(string first, string state, string second)
    {
        var id = Answers.NewKey();
        (await PlaceAsync(id)).Dispose();
        using var won = await Client.PostAsync($"/orders/{id}/{first}", null);
        using var repeated = await Client.PostAsync($"/orders/{id}/{first}", null);
        using var lost = await Client.PostAsync($"/orders/{id}/{second}", null);
        using var found = await Client.GetAsync($"/orders/{id}");
        Assert.Equal(HttpStatusCode.OK, won.StatusCode);
        Assert.Equal(HttpStatusCode.OK, repeated.StatusCode);
        await lost.RequireProblemAsync(HttpStatusCode.Conflict, "already-decided");
        var decidedAt = (await won.JsonAsync()).GetProperty("decidedAt").GetDateTimeOffset();
        foreach (var answer in new[] { won, repeated, lost, found })
        {
            var order = await answer.JsonAsync();
            Assert.Equal(id, order.GetProperty("id").GetString());
            Assert.Equal(state, order.GetProperty("state").GetString());
            Assert.Equal("Ada", order.GetProperty("customer").GetString());
            Assert.Equal(decidedAt, order.GetProperty("decidedAt").GetDateTimeOffset());
        }
    }

    [Fact]
    public async Task Of_200_orders_cancelled_and_shipped_at_once_by_8_callers_each_ends_in_one_way()
    {
        const int orders = 200, callers = 8, atOnce = 8;
        await Parallel.ForAsync(0, orders, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (_, _) =>
        {
            var id = Answers.NewKey();
            (await PlaceAsync(id)).Dispose();
            var answers = await Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
            {
                var (call, state) = caller % 2 == 0 ? ("cancel", "Cancelled") : ("ship", "Shipped");
                using var answer = await Client.PostAsync($"/orders/{id}/{call}", null);
                return (answer.StatusCode, Asked: state, Order: await answer.JsonAsync());
            }));
            var end = Assert.Single(answers.Select(answer => (answer.Order.GetProperty("state").GetString(), answer.Order.GetProperty("decidedAt").GetString())).Distinct());
            Assert.All(answers, answer => Assert.Equal(answer.Asked == end.Item1 ? HttpStatusCode.OK : HttpStatusCode.Conflict, answer.StatusCode));
        });
    }

    [Theory]
    [InlineData("""{}""", "customer", "items")]
    [InlineData("""{"customer":" ","items":[{"sku":"A","quantity":1}]}""", "customer")]
    [InlineData("""{"customer":"Ada","items":[]}""", "items")]
    [InlineData("""{"customer":"Ada","items":[null]}""", "items[0].sku", "items[0].quantity")]
    [InlineData("""{"customer":"Ada","items":[{"sku":"A","quantity":0}]}""", "items[0].quantity")]
    [InlineData("""{"customer":"Ada","items":[{"sku":"","quantity":1}]}""", "items[0].sku")]
    [InlineData("""{"id":"a/b","customer":"Ada","items":[{"sku":"A","quantity":1}]}""", "id")]
    [InlineData("""{"id":"","customer":"Ada","items":[{"sku":"A","quantity":1}]}""", "id")]
    public async Task An_invalid_order_says_what_is_wrong(string json, params string[] members)
    {
        using var answer = await Client.PostAsync("/orders", Answers.Json(json));
        var problem = await answer.RequireProblemAsync(HttpStatusCode.BadRequest, "invalid-order");
        Assert.Equal(members, problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"customer":"Ada","items":[{"sku":"A","quantity":1.5}]}""")]
    public async Task What_is_no_order_at_all_is_refused(string json)
    {
        using var answer = await Client.PostAsync("/orders", Answers.Json(json));
        await answer.RequireProblemAsync(HttpStatusCode.BadRequest, "malformed-request");
    }

    [Fact]
    public async Task An_order_is_no_larger_than_a_value()
    {
        using var answer = await Client.PostAsync("/orders", Answers.Json(new string(' ', 64 * 1024 + 1)));
        await answer.RequireProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task An_order_is_json()
    {
        using var answer = await Client.PostAsync("/orders", new StringContent("customer=Ada"));
        await answer.RequireProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Fact]
    public async Task An_order_that_was_never_placed_is_not_found()
    {
        var id = Answers.NewKey();
        foreach (var target in new[] { $"/orders/{id}", "/orders/%20" })
        {
            using var found = await Client.GetAsync(target);
            await found.RequireProblemAsync(HttpStatusCode.NotFound, "order-not-found");
        }
        foreach (var call in new[] { "cancel", "ship" })
        {
            using var answer = await Client.PostAsync($"/orders/{id}/{call}", null);
            await answer.RequireProblemAsync(HttpStatusCode.NotFound, "order-not-found");
        }
    }

    [Fact]
    public async Task An_order_is_nothing_but_registers()
    {
        var id = Answers.NewKey();
        (await PlaceAsync(id)).Dispose();
        (await Client.PostAsync($"/orders/{id}/ship", null)).Dispose();
        using var outcome = await Client.GetAsync($"/registers/orders/{id}/outcome");
        Assert.Equal("Shipped", (await outcome.JsonAsync()).GetProperty("state").GetString());
    }

    private Task<HttpResponseMessage> PlaceAsync(string id, string customer = "Ada") =>
        Client.PostAsync("/orders", Answers.Json($$"""{"id":"{{id}}","customer":"{{customer}}","items":[{"sku":"A-100","quantity":2}]}"""));
}
