using System.Net;
using System.Text;
using Actors.Log.Tests;
using Actors.Silo.Configuration;
using Microsoft.Extensions.Configuration;

namespace Actors.Silo.Tests;

public sealed class QuotaTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_map_that_is_full_refuses_what_makes_it_larger()
    {
        await using var server = await StubServer.StartAsync(new MemoryRegisters(), ("Quotas:Map:Keys", "1"), ("Quotas:Map:Bytes", "1000"));
        using var first = await server.Client.PutAsync("/kv/a", new StringContent("1"), Token);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        using var second = await server.Client.PutAsync("/kv/b", new StringContent("1"), Token);
        Assert.Contains("1 keys", (await second.RequireProblemAsync(HttpStatusCode.InsufficientStorage, "quota-exceeded")).GetProperty("detail").GetString());
        using var larger = await server.Client.PutAsync("/kv/a", new StringContent(new string('a', 1000)), Token);
        await larger.RequireProblemAsync(HttpStatusCode.InsufficientStorage, "quota-exceeded");
        using var removed = await server.Client.DeleteAsync("/kv/a", Token);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var again = await server.Client.PutAsync("/kv/b", new StringContent("1"), Token);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
    }

    [Fact]
    public async Task So_many_locks_are_held_and_no_more()
    {
        await using var server = await StubServer.StartAsync(new MemoryRegisters(), ("Quotas:Locks:Keys", "1"));
        using var first = await AcquireAsync(server, "a");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var second = await AcquireAsync(server, "b");
        await second.RequireProblemAsync(HttpStatusCode.InsufficientStorage, "quota-exceeded");
    }

    [Theory]
    [InlineData("Quotas:Map:Bytes", "0")]
    [InlineData("Quotas:Map:Keys", "-1")]
    [InlineData("Quotas:Locks:Keys", "many")]
    [InlineData("Quotas:Locks:Keys", "3000000000")]
    public void A_quota_that_makes_no_sense_is_a_wrong_setting(string key, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)]).Build();
        Assert.Contains("Quotas:", Assert.Throws<SettingsException>(() => SiloSettings.From(configuration)).Message, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> AcquireAsync(StubServer server, string name) =>
        server.Client.PostAsync($"/locks/{name}/acquire", new StringContent("""{ "owner": "anna" }""", Encoding.UTF8, "application/json"), Token);
}
