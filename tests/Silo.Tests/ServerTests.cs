using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Actors.Silo.Tests;

[Collection(SharedSiloCollection.Name)]
public sealed partial class ServerTests(SharedSilo silo)
{
    private HttpClient Client => silo.Client;

    [Fact]
    public void It_says_where_everything_is()
    {
        foreach (var page in new[] { "/registers/", "/reference", "/dashboard" }) Assert.Contains(silo.Process.Url + page, silo.Process.Output, StringComparison.Ordinal);
        Assert.Contains("curl -i -X PUT", silo.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void It_starts_without_a_warning() =>
        Assert.DoesNotContain(silo.Process.Output.Split('\n'), line => Warning().IsMatch(line) && !OfABusyMachine().IsMatch(line));

    [Fact]
    public async Task The_cluster_is_shown()
    {
        JsonElement cluster = default;
        await Eventually.IsAsync("all nodes vote", async () =>
        {
            using var answer = await Client.GetAsync("/cluster");
            cluster = await answer.JsonAsync();
            return cluster.GetProperty("nodes").EnumerateArray().All(node => node.GetProperty("state").GetString() == "Voting");
        });
        Assert.True(cluster.GetProperty("decides").GetBoolean());
        Assert.Equal(3, cluster.GetProperty("acceptors").GetInt32());
        Assert.Equal(3, cluster.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("storeId").GetGuid()).Distinct().Count());
    }

    [Theory]
    [InlineData("/openapi/v1.json")]
    [InlineData("/reference")]
    [InlineData("/reference/scalar.js")]
    [InlineData("/dashboard")]
    [InlineData("/dashboard/index.min.js")]
    [InlineData("/dashboard/DashboardCounters")]
    public async Task It_is_there(string target)
    {
        using var answer = await StartedAsync(target);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("live")]
    [InlineData("ready")]
    [InlineData("quorum")]
    public Task It_is_healthy(string check) => Eventually.IsAsync(check, async () =>
    {
        using var answer = await Client.GetAsync($"/health/{check}");
        return answer.StatusCode == HttpStatusCode.OK && await answer.Content.ReadAsStringAsync() == check;
    });

    [Theory]
    [InlineData("/")]
    [InlineData("/today")]
    [InlineData("/browse?key=hello")]
    [InlineData("/explore")]
    [InlineData("/reference/")]
    [InlineData("/dashboard/")]
    public async Task A_page_loads_nothing_from_elsewhere(string target)
    {
        using var answer = await StartedAsync(target);
        Assert.StartsWith("default-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotMatch(ForeignSource(), await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_document_describes_the_api_and_nothing_else()
    {
        using var answer = await Client.GetAsync("/openapi/v1.json");
        var document = await answer.JsonAsync();
        string[] paths =
        [
            "/cluster", "/health/live", "/health/quorum", "/health/ready", "/kv/{key}",
            "/locks/{name}", "/locks/{name}/acquire", "/locks/{name}/release", "/locks/{name}/renew",
            "/nodes", "/nodes/{name}/cut", "/nodes/{name}/heal", "/nodes/{name}/start", "/nodes/{name}/stop",
            "/orders", "/orders/history", "/orders/{id}", "/orders/{id}/cancel", "/orders/{id}/ship",
            "/registers/{key}", "/registers/{key}/acceptors", "/user-of-the-day", "/users", "/users/{name}",
        ];
        Assert.Equal(paths, document.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
        Assert.All(document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()),
            operation => Assert.NotEqual("", operation.Value.GetProperty("summary").GetString()));
    }

    [Theory]
    [InlineData("GET", "/registers", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "/no/such/thing", HttpStatusCode.NotFound, "not-found")]
    [InlineData("DELETE", "/registers/key", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    [InlineData("OPTIONS", "/registers/key", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    [InlineData("POST", "/cluster", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    [InlineData("GET", "/orders", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    [InlineData("POST", "/nodes/n9/stop", HttpStatusCode.NotFound, "node-not-found")]
    [InlineData("POST", "/nodes/n1/explode", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "/nodes/n1/stop", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    public async Task What_does_not_exist_is_a_problem_too(string method, string target, HttpStatusCode status, string type)
    {
        var request = Client.Request(new HttpMethod(method), target);
        request.Headers.Add("Accept", "text/html");
        using var answer = await Client.SendAsync(request);
        await answer.RequireProblemAsync(status, type);
        Assert.Equal(status == HttpStatusCode.MethodNotAllowed, answer.Content.Headers.Allow.Count > 0);
    }

    /// <summary>The answer once the client of the dashboard is connected, which may be a moment after the nodes serve.</summary>
    private async Task<HttpResponseMessage> StartedAsync(string target)
    {
        HttpResponseMessage answer = null!;
        await Eventually.IsAsync(target, async () =>
        {
            answer = await Client.GetAsync(target);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable) return true;
            using (answer) await answer.RequireProblemAsync(HttpStatusCode.ServiceUnavailable, "starting");
            return false;
        });
        return answer;
    }

    [GeneratedRegex("""(src|href|url|import)\s*[=(]?\s*["']?https?://""")]
    private static partial Regex ForeignSource();

    [GeneratedRegex(@"^\d\d:\d\d:\d\d (warn|fail|crit): ")]
    private static partial Regex Warning();

    /// <summary>What tells of nodes or threads that came late, which is no fault of the start.</summary>
    [GeneratedRegex("suspects n[1-3]: it is skipped until it answers|Node n[1-3] waits |Node n[1-3] starts again: |the heartbeat has been running for")]
    private static partial Regex OfABusyMachine();
}
