using System.Net;

namespace Actors.Silo.Tests;

[Collection(SharedSiloCollection.Name)]
public sealed class KeyTests(SharedSilo silo)
{
    private HttpClient Client => silo.Client;

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a", "%61")]
    [InlineData("%C3%A9", "%c3%a9")]
    [InlineData("a//b/", "a%2f%2Fb%2F")]
    [InlineData("x/acceptors/y", "x%2Facceptors/y")]
    [InlineData("x%2Facceptors", "x%2facceptor%73")]
    public async Task Two_ways_to_write_one_key(string one, string other)
    {
        var prefix = Answers.NewKey();
        (await Client.SendAsync(Client.Request(HttpMethod.Put, $"/registers/{prefix}/{one}", new StringContent(one)))).Dispose();
        using var answer = await Client.SendAsync(Client.Request(HttpMethod.Get, $"/registers/{prefix}/{other}"));
        Assert.Equal(one, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("a/b", "a//b")]
    [InlineData("a", "A")]
    [InlineData("a+b", "a%20b")]
    [InlineData("a", "a/")]
    [InlineData("a/../b", "b")]
    [InlineData("a/./b", "a/b")]
    [InlineData("%252F", "/")]
    [InlineData("%C3%A9", "e%CC%81")]
    public async Task Two_keys(string one, string other)
    {
        var prefix = Answers.NewKey();
        (await Client.SendAsync(Client.Request(HttpMethod.Put, $"/registers/{prefix}/{one}", new StringContent(one)))).Dispose();
        using var answer = await Client.SendAsync(Client.Request(HttpMethod.Get, $"/registers/{prefix}/{other}"));
        await answer.RequireProblemAsync(HttpStatusCode.NotFound, "undecided");
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../health/live")]
    [InlineData("%2E%2E/%2E%2E/openapi")]
    [InlineData("/")]
    [InlineData("acceptors")]
    [InlineData("%F0%9F%94%91")]
    public async Task Any_text_is_a_key(string key)
    {
        using var put = await Client.SendAsync(Client.Request(HttpMethod.Put, $"/registers/{key}?x=y", new StringContent(key)));
        using var get = await Client.SendAsync(Client.Request(HttpMethod.Get, $"/registers/{key}"));
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Equal(key, await get.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("%4")]
    [InlineData("%zz")]
    [InlineData("%FF")]
    [InlineData("%C0%AF")]
    [InlineData("%ED%A0%80")]
    [InlineData("/acceptors")]
    public async Task A_malformed_key_is_refused(string key)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put })
        {
            if (method == HttpMethod.Put && key == "/acceptors") continue;
            using var answer = await Client.SendAsync(Client.Request(method, $"/registers/{key}"));
            await answer.RequireProblemAsync(HttpStatusCode.BadRequest, "malformed-key");
        }
    }

    [Fact]
    public async Task A_key_has_512_bytes_at_most()
    {
        var longest = Guid.NewGuid().ToString() + string.Concat(Enumerable.Repeat("%C3%A9", (512 - 36) / 2));
        using var put = await Client.SendAsync(Client.Request(HttpMethod.Put, $"/registers/{longest}"));
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        using var longer = await Client.SendAsync(Client.Request(HttpMethod.Put, $"/registers/{longest}x"));
        await longer.RequireProblemAsync(HttpStatusCode.BadRequest, "malformed-key");
    }
}
