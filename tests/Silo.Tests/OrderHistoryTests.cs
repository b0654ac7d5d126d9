using System.Net;
using System.Text;
using System.Text.Json;
using Actors.Paxos;

namespace Actors.Silo.Tests;

[Collection(SharedSiloCollection.Name)]
public sealed class OrderHistoryTests(SharedSilo silo)
{
    [Fact(Timeout = 60_000)]
    public async Task What_happens_to_an_order_is_in_the_history_once()
    {
        var id = Answers.NewKey("order");
        var from = (await ReadAsync(0)).GetProperty("length").GetInt64();
        (await silo.Client.PostAsync("/orders", Answers.Json($$"""{"id":"{{id}}","customer":"Ada","items":[{"sku":"A-100","quantity":2}]}"""))).Dispose();
        using var shipped = await silo.Client.PostAsync($"/orders/{id}/ship", null);
        (await silo.Client.PostAsync($"/orders/{id}/cancel", null)).Dispose();
        (await silo.Client.GetAsync($"/orders/{id}")).Dispose();
        var events = await UntilAsync(silo.Client, from, id, 2);
        Assert.Equal(["Placed", "Shipped"], events.Select(each => each.GetProperty("kind").GetString()));
        Assert.All(events, each => Assert.Equal("Ada", each.GetProperty("customer").GetString()));
        Assert.Equal((await shipped.JsonAsync()).GetProperty("decidedAt").GetDateTimeOffset(), events[1].GetProperty("at").GetDateTimeOffset());
    }

    [Fact(Timeout = 60_000)]
    public async Task Whoever_looks_at_an_order_that_is_not_in_it_completes_it()
    {
        var id = Answers.NewKey("order");
        await using var server = new MemoryServer();
        await server.InitializeAsync();
        foreach (var (key, json) in new[]
        {
            ($"orders/{id}", $$"""{"id":"{{id}}","customer":"Ada","items":[{"sku":"A-100","quantity":2}]}"""),
            ($"orders/{id}/outcome", """{"state":"Cancelled","decidedAt":"2026-03-04T05:06:07+00:00"}"""),
        })
            await server.Registers.ForgeAsync(new RegisterKey(key), new Proposal(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes(json), "application/json")));
        (await server.Client.GetAsync($"/orders/{id}")).Dispose();
        Assert.Equal(["Placed", "Cancelled"], (await UntilAsync(server.Client, 0, id, 2)).Select(each => each.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task Beyond_its_end_there_is_nothing()
    {
        var answer = await ReadAsync(1_000_000_000);
        Assert.Equal(0, answer.GetProperty("events").GetArrayLength());
        Assert.Equal(1_000_000_000, answer.GetProperty("next").GetInt64());
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("first")]
    public async Task A_slot_is_a_number(string from)
    {
        using var answer = await silo.Client.GetAsync($"/orders/history?from={from}");
        await answer.RequireProblemAsync(HttpStatusCode.BadRequest, "malformed-request");
    }

    /// <summary>The events of an order, once there are so many, and all that others have appended meanwhile.</summary>
    private static async Task<List<JsonElement>> UntilAsync(HttpClient client, long from, string id, int count)
    {
        while (true)
        {
            var events = (await ReadAsync(client, from)).GetProperty("events").EnumerateArray().Where(each => each.GetProperty("order").GetString() == id).ToList();
            if (events.Count >= count) return events;
        }
    }

    private Task<JsonElement> ReadAsync(long from) => ReadAsync(silo.Client, from);

    private static async Task<JsonElement> ReadAsync(HttpClient client, long from)
    {
        using var answer = await client.GetAsync($"/orders/history?from={from}");
        return await answer.JsonAsync();
    }
}
