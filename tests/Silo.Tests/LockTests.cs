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
        using var taken = await PostAsync("acquire", """{ "owner": "anna", "leaseSeconds": 0.1 }""");
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        while (true)
        {
            using var next = await PostAsync("acquire", """{ "owner": "bert" }""");
            if (next.StatusCode == HttpStatusCode.OK) break;
            await next.RequireProblemAsync(HttpStatusCode.Conflict, "lock-held");
        }
    }

    [Theory]
    [InlineData("""{ }""")]
    [InlineData("""{ "owner": "" }""")]
    [InlineData("""{ "owner": "anna", "leaseSeconds": 0 }""")]
    [InlineData("""{ "owner": "anna", "leaseSeconds": 90000 }""")]
    public async Task What_is_wrong_is_told(string request)
    {
        using var answer = await PostAsync("acquire", request);
        await answer.RequireProblemAsync(HttpStatusCode.BadRequest, "invalid-lock");
    }

    private async Task<long> AcquireAsync(string owner)
    {
        using var answer = await PostAsync("acquire", $$"""{ "owner": "{{owner}}" }""");
        return Read(await answer.JsonAsync()).Token;
    }

    private Task<HttpResponseMessage> PostAsync(string action, string json) => silo.Client.PostAsync($"{_path}/{action}", Answers.Json(json));

    private static (string? Owner, long Token) Read(JsonElement json) => (json.GetProperty("owner").GetString(), json.GetProperty("token").GetInt64());
}
