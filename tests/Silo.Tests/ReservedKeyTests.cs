using System.Net;
using Actors.Demo;
using Actors.Paxos;

namespace Actors.Silo.Tests;

/// <summary>Which registers the product writes, and which its callers may.</summary>
public sealed class ReservedKeyTests(MemoryServer server) : IClassFixture<MemoryServer>
{
    public static TheoryData<string> Reserved =>
    [
        .. KeySpace.System.Select(prefix => $"{prefix}x"), "log/locks/0000000000000000", "log%2Fkv%2F0000000000000000", "orders/17", "orders/17/outcome",
        "user-of-the-day/2026-01-01", "%6Cog/users/0000000000000000",
    ];

    [Theory]
    [MemberData(nameof(Reserved))]
    public async Task A_reserved_key_can_be_read_and_not_written(string key)
    {
        using (var refused = await server.Client.PutAsync(key, "forged")) await refused.RequireProblemAsync(HttpStatusCode.Forbidden, "reserved-key");
        using (var conditional = server.Client.Request(HttpMethod.Put, $"/registers/{key}", new StringContent("forged")))
        {
            conditional.Headers.TryAddWithoutValidation("If-None-Match", "*");
            using var refused = await server.Client.SendAsync(conditional);
            await refused.RequireProblemAsync(HttpStatusCode.Forbidden, "reserved-key");
        }
        var register = new RegisterKey(Uri.UnescapeDataString(key));
        Assert.DoesNotContain(register, server.Registers.Decided.Keys);
        await server.Registers.ForgeAsync(register, new Proposal(ProposalId.New(), new RegisterValue("old"u8.ToArray(), "text/plain")));
        Assert.Equal("old", await server.Client.GetStringAsync($"/registers/{key}"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Every_key_that_the_product_makes_has_a_kind_of_its_own()
    {
        await using var own = new MemoryServer();
        await own.InitializeAsync();
        var client = own.Client;
        foreach (var (method, path, body) in new (HttpMethod, string, string?)[]
        {
            (HttpMethod.Post, "/orders", """{"id":"17","customer":"Ada","items":[{"sku":"A-100","quantity":2}]}"""), (HttpMethod.Post, "/orders/17/ship", null),
            (HttpMethod.Post, "/users", """{"name":"Grace"}"""), (HttpMethod.Get, "/user-of-the-day", null), (HttpMethod.Put, "/kv/key", "value"),
            (HttpMethod.Post, "/locks/nightly/acquire", """{"owner":"anna","leaseSeconds":30}"""),
        })
        {
            using var answer = await client.SendAsync(client.Request(method, path, body is null ? null : body[0] == '{' ? Answers.Json(body) : new StringContent(body)));
            Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {answer.StatusCode}");
        }
        await Eventually.IsAsync("the history has the order", () => Task.FromResult(own.Registers.Decided.Keys.Any(key => key.Value.StartsWith("log/orders/", StringComparison.Ordinal))));
        var kinds = own.Registers.Decided.Keys.ToLookup(DemoKeys.Space.KindOf);
        Assert.Empty(kinds[KeyKind.Free]);
        Assert.Empty(kinds[KeyKind.Identity]);
        foreach (var log in new[] { "kv", "locks", "users", "orders" }) Assert.Contains(kinds[KeyKind.System], key => key.Value.StartsWith($"log/{log}/", StringComparison.Ordinal));
        Assert.Contains(new RegisterKey("orders/17/outcome/history/0"), kinds[KeyKind.Owned]);
        Assert.Contains(kinds[KeyKind.Owned], key => key.Value.StartsWith("user-of-the-day/", StringComparison.Ordinal));
    }
}
