using System.Net;
using System.Text.Json;

namespace Actors.Silo.Tests;

[Collection(SharedSiloCollection.Name)]
public sealed class LockTests(SharedSilo silo)
{
    private readonly string _path = $"/locks/{Answers.NewKey("lock")}";

    [Fact]
    public async Task A_lock_is_taken_kept_and_given_back()
    {
        using var free = await silo.Client.GetAsync(_path);
        await free.RequireProblemAsync(HttpStatusCode.NotFound, "lock-free");
        var token = await AcquireAsync("anna");
        using var held = await PostAsync("acquire", """{ "owner": "bert" }""");
        Assert.Contains("anna", (await held.RequireProblemAsync(HttpStatusCode.Conflict, "lock-held")).GetProperty("detail").GetString());
        using var shown = await silo.Client.GetAsync(_path);
        Assert.Equal(("anna", token), Read(await shown.JsonAsync()));
        using var renewed = await PostAsync("renew", $$"""{ "token": {{token}}, "leaseSeconds": 60 }""");
        Assert.Equal(("anna", token), Read(await renewed.JsonAsync()));
        using var released = await PostAsync("release", $$"""{ "token": {{token}} }""");
        Assert.Equal(HttpStatusCode.NoContent, released.StatusCode);
        Assert.True(await AcquireAsync("bert") > token);
        using var lost = await PostAsync("renew", $$"""{ "token": {{token}} }""");
        await lost.RequireProblemAsync(HttpStatusCode.Conflict, "lock-lost");
        using var late = await PostAsync("release", $$"""{ "token": {{token}} }""");
        await late.RequireProblemAsync(HttpStatusCode.Conflict, "lock-lost");
    }

    [Fact(Timeout = 90_000)]
    public async Task A_lease_ends_by_itself()
    {
        for (var lease = 1; ; lease *= 2)
        {
            using var taken = await PostAsync("acquire", $$"""{ "owner": "anna", "leaseSeconds": {{lease}} }""");
            if (taken.StatusCode == HttpStatusCode.OK) break;
            // On a slow machine a lease may be over before the answer, and then anna asks for more.
            await taken.RequireProblemAsync(HttpStatusCode.Conflict, "lock-lost");
        }
        while (true)
        {
            using var next = await PostAsync("acquire", """{ "owner": "bert" }""");
            if (next.StatusCode == HttpStatusCode.OK) break;
            await next.RequireProblemAsync(HttpStatusCode.Conflict, "lock-held");
        }
    }

    [Theory]
    [InlineData("acquire", """{ }""")]
    [InlineData("acquire", """{ "owner": null }""")]
    [InlineData("acquire", """{ "owner": "" }""")]
    [InlineData("acquire", """{ "owner": "anna", "leaseSeconds": 0 }""")]
    [InlineData("acquire", """{ "owner": "anna", "leaseSeconds": 90000 }""")]
    [InlineData("acquire", """{ "owner": "anna", "leaseSeconds": 1e999 }""")]
    [InlineData("acquire", """{ "owner": 7 }""", "malformed-request")]
    [InlineData("acquire", """{ "owner": "anna", "leaseSeconds": "5" }""", "malformed-request")]
    [InlineData("acquire", """{ "owner": "\ud800" }""", "malformed-request")]
    [InlineData("renew", """{ }""")]
    [InlineData("renew", """{ "token": null }""")]
    [InlineData("renew", """{ "Tokn": 1 }""")]
    [InlineData("renew", """{ "token": 1, "leaseSeconds": -1 }""")]
    [InlineData("renew", """{ "token": "030" }""", "malformed-request")]
    [InlineData("renew", """{ "token": 1.5 }""", "malformed-request")]
    [InlineData("renew", """{ "token": 99999999999999999999 }""", "malformed-request")]
    [InlineData("release", """{ }""")]
    [InlineData("release", """{ "token": null }""")]
    [InlineData("release", """{ "token": {} }""", "malformed-request")]
    [InlineData("release", """null""", "malformed-request")]
    [InlineData("release", """[]""", "malformed-request")]
    [InlineData("release", "", "malformed-request")]
    public async Task What_is_wrong_is_told(string action, string request, string problem = "invalid-lock")
    {
        using var answer = await PostAsync(action, request);
        await answer.RequireProblemAsync(HttpStatusCode.BadRequest, problem);
    }

    private async Task<long> AcquireAsync(string owner)
    {
        using var answer = await PostAsync("acquire", $$"""{ "owner": "{{owner}}" }""");
        return Read(await answer.JsonAsync()).Token;
    }

    private Task<HttpResponseMessage> PostAsync(string action, string json) => silo.Client.PostAsync($"{_path}/{action}", Answers.Json(json));

    private static (string? Owner, long Token) Read(JsonElement json) => (json.GetProperty("owner").GetString(), json.GetProperty("token").GetInt64());
}
