using System.Text.Json;
using Actors.Log.KeyValues;
using Actors.Log.Locks;
using Actors.Paxos;

namespace Actors.Silo.Tests;

/// <summary>What a target names, over sockets: HTTP clients send less than there is.</summary>
public sealed class TargetTests(MemoryServer server) : IClassFixture<MemoryServer>
{
    private const int Seed = 20261130, Keys = 60;

    public static TheoryData<string> Elsewhere =>
    [
        "/x/../cluster", "/x/%2E%2E/users", "/./users", "/users%2f", "/x%2F..%2Fusers", "/%2e%2e/users", "/%FF", "/users?x=%FF", "/users?x=%", "/browse?key=%C0%AF",
        "http://HOST/x/../users", "http://HOST/x\\..\\users", "/kv/%FF", "/kv/%", "/kv/%zz", "/kv/%ED%A0%80", "/kv/%C0%AF", "/kv/",
        "/locks/%FF", "/locks/", "/locks//renew", "/users/%FF", "/users/", "/orders/%FF", "/orders/", "/orders//ship", "/nodes/", "/nodes/%FF/stop", "/kv/a\u007f", "/kv/a\tb",
    ];

    [Fact]
    public async Task What_goes_in_by_HTTP_is_what_the_library_finds_and_the_other_way()
    {
        var random = new Random(Seed);
        await using var map = new KeyValueMap(server.Registers);
        await using var locks = new LockService(server.Registers, TimeProvider.System);
        for (var i = 0; i < Keys; i++)
        {
            var key = AnyKey.Of(random);
            var target = AnyKey.Encode(key, random);
            var seen = $"'{key}' as {target}, {i} of seed {Seed}";
            await SendAsync("PUT", $"/registers/{target}", $"{i}");
            Assert.True((await server.Registers.ReadAsync(new RegisterKey(key))).Proposal is not null, seen);
            await SendAsync("PUT", $"/kv/{target}", $"{i}");
            Assert.True((await map.GetAsync(key)) is { Value: var value } && $"{i}" == System.Text.Encoding.UTF8.GetString(value), seen);
            Assert.Equal(204, (await SendAsync("DELETE", $"/kv/{AnyKey.Encode(key, random)}")).Status);
            Assert.True(await map.GetAsync(key) is null, seen);
            await locks.AcquireAsync(key, "anna", TimeSpan.FromHours(1));
            Assert.Contains("lock-held", (await SendAsync("POST", $"/locks/{target}/acquire", """{"owner":"bert"}""", "Content-Type: application/json")).Answer);
            var grant = (await locks.FindAsync(key))!;
            Assert.True((await SendAsync("POST", $"/locks/{target}/release", JsonSerializer.Serialize(new { token = grant.Token }), "Content-Type: application/json")).Status == 204, seen);
        }
    }

    [Theory]
    [InlineData("jobs%2Fnightly", "jobs%2fnightly")]
    [InlineData("jobs%2Fnightly", "jobs/nightly")]
    [InlineData("%61", "a")]
    public async Task A_lock_has_one_name_however_it_is_written(string one, string other)
    {
        var prefix = Answers.NewKey();
        Assert.Equal(200, (await AcquireAsync($"/locks/{prefix}/{one}", "anna")).Status);
        Assert.Equal(409, (await AcquireAsync($"/locks/{prefix}/{other}", "bert")).Status);
    }

    [Theory]
    [InlineData("%25FF", "%2525FF")]
    [InlineData("jobs%2Fnightly", "jobs%252Fnightly")]
    [InlineData("a", "A")]
    [InlineData("a", "a/")]
    [InlineData("a/../b", "b")]
    [InlineData("renew", "%2Frenew")]
    public async Task Two_names_are_two_locks(string one, string other)
    {
        var prefix = Answers.NewKey();
        Assert.Equal(200, (await AcquireAsync($"/locks/{prefix}/{one}", "anna")).Status);
        Assert.Equal(200, (await AcquireAsync($"/locks/{prefix}/{other}", "bert")).Status);
    }

    [Fact]
    public async Task A_key_with_dots_is_no_other_endpoint()
    {
        foreach (var target in (string[])["/kv/%2E%2E/users/Leslie", "/kv/../users/Leslie", "http://HOST/kv/../users/Leslie", "/x/../users/Leslie"]) await SendAsync("DELETE", target);
        Assert.Contains("Leslie", (await SendAsync("GET", "/users")).Answer);
    }

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task What_could_be_read_in_two_ways_is_refused(string target)
    {
        foreach (var method in (string[])["GET", "POST", "DELETE"])
        {
            var (status, answer) = await SendAsync(method, target);
            Assert.True(status == 400 && answer.Contains("malformed-key", StringComparison.Ordinal), $"{method} {target}: {answer}");
        }
    }

    [Theory]
    [InlineData("/users")]
    [InlineData("/%75sers")]
    [InlineData("/USERS")]
    [InlineData("http://HOST/users")]
    [InlineData("http://HOST/users?x=/../y")]
    [InlineData("/users?x=%2F..%2Fy+z&a=http://b/")]
    [InlineData("/kv/missing/%2e%2E?x=y", 404)]
    [InlineData("/%6Bv/a%2Fb", 404)]
    [InlineData("/KV/a", 404)]
    [InlineData("http://HOST/kv/a%2Fb", 404)]
    [InlineData("//", 404)]
    [InlineData("//users", 404)]
    [InlineData("/no%20thing", 404)]
    public async Task Anything_else_is_what_it_says(string target, int status = 200) => Assert.Equal(status, (await SendAsync("GET", target)).Status);

    [Fact]
    public async Task Every_order_can_be_reached_but_history()
    {
        foreach (var id in (string[])["HISTORY", "History", "key", "ship", "cancel", "acquire"])
        {
            var placed = await SendAsync("POST", "/orders", $$"""{"id":"{{id}}","customer":"Ada","items":[{"sku":"A","quantity":1}]}""", "Content-Type: application/json");
            Assert.Equal(201, placed.Status);
            Assert.Contains($"\"id\":\"{id}\"", (await SendAsync("GET", $"/orders/{id}")).Answer);
            Assert.Contains("Shipped", (await SendAsync("POST", $"/orders/{id}/ship")).Answer);
        }
        foreach (var target in (string[])["/orders/history", "/orders/%68istory", "/orders/history?from=0"]) Assert.Contains("\"events\":", (await SendAsync("GET", target)).Answer);
        Assert.Contains("invalid-order", (await SendAsync("POST", "/orders", """{"id":"history","customer":"Ada","items":[{"sku":"A","quantity":1}]}""", "Content-Type: application/json")).Answer);
        Assert.Equal(404, (await SendAsync("POST", "/orders/history/ship")).Status);
    }

    private Task<(int Status, string Answer)> AcquireAsync(string path, string owner) =>
        SendAsync("POST", $"{path}/acquire", $$"""{"owner":"{{owner}}"}""", "Content-Type: application/json");

    private Task<(int Status, string Answer)> SendAsync(string method, string target, string body = "", params string[] headers) =>
        RawRequest.SendAsync(
            server.Address, [$"{method} {target.Replace("HOST", server.Address.Authority, StringComparison.Ordinal)} HTTP/1.1", .. headers], body);
}
