using System.Net;
using System.Text;
using Actors.Paxos;

namespace Actors.Silo.Tests;

/// <summary>Orders whose registers hold what no order has: written past the rule for names, or by an earlier version.</summary>
public sealed class OddOrderTests(MemoryServer server) : IClassFixture<MemoryServer>
{
    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("\"\\ud800\"")]
    [InlineData("""{"id":"ID","customer":null,"items":null}""")]
    [InlineData("""{"id":"ID","customer":"Ada","items":[null]}""")]
    public async Task A_register_that_holds_no_order_is_none(string json)
    {
        var id = Answers.NewKey();
        await PutAsync($"orders/{id}", json.Replace("ID", id, StringComparison.Ordinal));
        await RequireOddAsync(HttpMethod.Get, $"/orders/{id}");
        await RequireOddAsync(HttpMethod.Post, $"/orders/{id}/ship");
        using var placed = await server.Client.PostAsync("/orders", Answers.Json($$"""{"id":"{{id}}","customer":"Ada","items":[{"sku":"A-100","quantity":2}]}"""));
        await placed.RequireProblemAsync(HttpStatusCode.Conflict, "not-an-order");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("""{"state":"Pending","decidedAt":"2026-03-04T05:06:07+00:00"}""")]
    [InlineData("""{"state":99,"decidedAt":"2026-03-04T05:06:07+00:00"}""")]
    public async Task An_outcome_that_is_none_is_said_to_be_none(string json)
    {
        var id = Answers.NewKey();
        await PutAsync($"orders/{id}", $$"""{"id":"{{id}}","customer":"Ada","items":[{"sku":"A-100","quantity":2}]}""");
        await PutAsync($"orders/{id}/outcome", json);
        await RequireOddAsync(HttpMethod.Get, $"/orders/{id}");
        await RequireOddAsync(HttpMethod.Post, $"/orders/{id}/cancel");
    }

    private async Task RequireOddAsync(HttpMethod method, string path)
    {
        using var answer = await server.Client.SendAsync(server.Client.Request(method, path));
        await answer.RequireProblemAsync(HttpStatusCode.Conflict, "not-an-order");
    }

    private Task PutAsync(string key, string json) => server.Registers.ForgeAsync(
        new RegisterKey(key), new Proposal(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes(json), "application/json")));
}
