using System.Net;

namespace Actors.Silo.Tests;

/// <summary>Processes that wait, and are told to stop.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task One_of_three_nodes_serves_http_while_it_waits_for_the_others_and_stops_when_it_is_told()
    {
        using var data = new TempDirectory();
        await using var alone = await SiloProcess.StartLiveAsync(data.Path, FreePorts.Cluster(3), "--node", "n1");
        foreach (var (path, type) in new[] { ("/health/ready", "not-ready"), ("/health/quorum", "no-quorum"), ("/registers/key", "starting"), ("/orders/17", "starting") })
        {
            using var answer = await alone.Client.GetAsync(path);
            await answer.RequireProblemAsync(HttpStatusCode.ServiceUnavailable, type);
            Assert.NotNull(answer.Headers.RetryAfter);
        }
        using (var page = await alone.Client.GetAsync("/")) Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        await alone.StopAsync();
    }

    [Fact]
    public async Task Nodes_that_are_started_one_after_the_other_serve_once_they_are_a_majority_and_stop_one_after_the_other()
    {
        using TempDirectory first = new(), second = new();
        var cluster = FreePorts.Cluster(3);
        await using var n1 = await SiloProcess.StartLiveAsync(first.Path, cluster, "--node", "n1");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync(n1));
        await using var n2 = await SiloProcess.StartLiveAsync(second.Path, cluster, "--node", "n2");
        foreach (var node in new[] { n1, n2 }) await Eventually.IsAsync("both are ready", async () => await ReadyAsync(node) == HttpStatusCode.OK);
        // Callers that wait do not hold it up.
        var request = n2.Client.Request(HttpMethod.Get, "/registers/never");
        request.Headers.Add("Prefer", "wait=60");
        var waiting = n2.Client.SendAsync(request);
        await n2.StopAsync();
        await Record.ExceptionAsync(() => waiting);
        await n1.StopAsync();
    }

    [Fact]
    public async Task A_node_that_starts_its_silo_again_without_a_majority_stops_when_it_is_told()
    {
        await using var cluster = await ProcessCluster.StartAsync();
        using var asker = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        cluster["n3"].Pause();
        await Eventually.IsAsync("n3 is declared dead", async () =>
        {
            using var answer = await asker.GetAsync(new Uri(cluster.TransportOf("n1"), "v1/gateways?cluster=actors"));
            return (await answer.JsonAsync()).GetArrayLength() == 2;
        });
        cluster["n3"].Continue();
        await Eventually.IsAsync("n3 starts again", async () => await ReadyAsync(cluster["n3"]) == HttpStatusCode.ServiceUnavailable);
        foreach (var node in new[] { "n1", "n2" }) await cluster.KillAsync(node);
        await cluster["n3"].StopAsync();
    }

    [Fact]
    public async Task Ctrl_c_ends_all_nodes_of_a_process_with_a_goodbye()
    {
        // A machine that is busy at that moment may be too slow for a goodbye, but not each time.
        var rest = "";
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var data = new TempDirectory();
            await using var silo = await SiloProcess.StartAsync(data.Path);
            await silo.InterruptAsync();
            rest = await silo.RestAsync();
            if (!rest.Contains("without goodbye", StringComparison.Ordinal)) return;
        }
        Assert.Fail(rest);
    }

    private static async Task<HttpStatusCode> ReadyAsync(SiloProcess silo)
    {
        using var answer = await silo.Client.GetAsync("/health/ready");
        return answer.StatusCode;
    }
}
