using System.Net;
using System.Text.Json;

namespace Actors.Silo.Tests;

/// <summary>Nodes that the others gave up, and nodes that have nobody left to say goodbye to.</summary>
[Collection(ProcessClusterCollection.Name)]
public sealed class NodeLifetimeTests(ProcessCluster shared)
{
    [Fact]
    public async Task A_node_that_was_declared_dead_while_it_was_paused_starts_again_by_itself()
    {
        var cluster = await shared.WholeAsync();
        using var asker = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        var before = await IncarnationAsync(cluster);
        Assert.Equal(3, await ActiveSilosAsync());

        cluster["n3"].Pause();
        await Eventually.IsAsync("n3 is declared dead", async () => await ActiveSilosAsync() == 2);
        cluster["n3"].Continue();

        await Eventually.IsAsync("n3 has started again and votes", async () =>
        {
            Assert.False(cluster["n3"].HasExited);
            return await IncarnationAsync(cluster) is { } now && now > before;
        });
        await Eventually.IsAsync("n3 decides", async () =>
        {
            using var answer = await cluster["n3"].Client.PutAsync(Answers.NewKey(), "x");
            return answer.StatusCode == HttpStatusCode.Created;
        });
        await cluster["n3"].StopAsync();
        Assert.Contains("Node n3 starts again:", await cluster["n3"].RestAsync(), StringComparison.Ordinal);

        // As n1 tells clients.
        async Task<int> ActiveSilosAsync()
        {
            using var answer = await asker.GetAsync(new Uri(cluster.TransportOf("n1"), "v1/gateways?cluster=actors"));
            return (await answer.JsonAsync()).GetArrayLength();
        }
    }

    [Fact]
    public async Task The_last_node_of_a_cluster_leaves_although_nobody_takes_its_goodbye()
    {
        var cluster = await shared.WholeAsync();
        foreach (var node in new[] { "n1", "n2" }) await cluster.KillAsync(node);
        await cluster["n3"].StopAsync();
        Assert.Contains("Node n3 leaves without goodbye", await cluster["n3"].RestAsync(), StringComparison.Ordinal);
    }

    /// <summary>Of n3, as n1 sees it; null while it does not vote.</summary>
    private static async Task<long?> IncarnationAsync(ProcessCluster cluster)
    {
        using var answer = await cluster["n1"].Client.GetAsync("/cluster");
        var node = (await answer.JsonAsync()).GetProperty("nodes").EnumerateArray().Single(node => node.GetProperty("name").GetString() == "n3");
        return node.GetProperty("state").GetString() == "Voting" && node.GetProperty("incarnation") is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null;
    }
}
