using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Actors.Histories;
using Actors.Paxos;

namespace Actors.Silo.Tests;

/// <summary>A node per process, and what callers of the others see when one is killed.</summary>
[Collection(ProcessClusterCollection.Name)]
public sealed class ProcessClusterTests(ProcessCluster shared)
{
    private const int Callers = 8, CallsBetweenKills = 300;

    [Fact]
    public async Task Any_node_is_killed_and_comes_back_and_the_history_is_linearizable()
    {
        var cluster = await shared.WholeAsync();
        var history = new ConcurrentQueue<HistoryEntry>();
        foreach (var victim in ProcessCluster.Nodes)
        {
            var survivors = ProcessCluster.Nodes.Where(node => node != victim).ToList();
            var load = LoadAsync(cluster, survivors, victim, history);
            await cluster.KillAsync(victim);
            Assert.Empty(await load);
            await cluster.StartAsync(victim);
            Assert.Empty(await LoadAsync(cluster, ProcessCluster.Nodes, $"{victim} back", history));
        }
        var checker = new HistoryChecker();
        foreach (var call in history) checker.Add(call);
        Assert.Empty(checker.Check());
        Assert.True(checker.Calls >= 6 * CallsBetweenKills);
    }

    [Fact]
    public async Task Two_of_three_gone_is_no_quorum_and_one_back_is_enough()
    {
        var cluster = await shared.WholeAsync();
        using (var placed = await cluster["n1"].Client.PutAsync("before", "stands")) Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        await cluster.KillAsync("n1");
        await cluster.KillAsync("n2");
        using (var refused = await cluster["n3"].Client.PutAsync("during", "x"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("no-quorum", (await refused.JsonAsync()).GetProperty("type").GetString());
            Assert.NotNull(refused.Headers.RetryAfter);
        }
        using (var refused = await cluster["n3"].Client.GetAsync("/registers/never"))
            Assert.Equal("no-quorum", (await refused.JsonAsync()).GetProperty("type").GetString());
        await Eventually.IsAsync("n3 says that the cluster does not decide", async () => !await HealthyAsync("quorum"));
        // The node itself is not to blame.
        Assert.True(await HealthyAsync("ready"));
        Assert.True(await HealthyAsync("live"));

        await cluster.StartAsync("n1");
        using var stands = await cluster["n1"].Client.GetAsync("/registers/before");
        Assert.Equal("stands", await stands.Content.ReadAsStringAsync());
        using var again = await cluster["n1"].Client.PutAsync("after", "y");
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);

        async Task<bool> HealthyAsync(string check)
        {
            using var answer = await cluster["n3"].Client.GetAsync($"/health/{check}");
            return answer.IsSuccessStatusCode;
        }
    }

    [Fact]
    public async Task A_node_with_a_wiped_store_does_not_vote_and_says_why()
    {
        await using var cluster = await ProcessCluster.StartAsync();
        using (var placed = await cluster["n1"].Client.PutAsync("before", "stands")) Assert.True(placed.IsSuccessStatusCode);
        await cluster.KillAsync("n1");
        Directory.Delete(cluster.DataOf("n1"), recursive: true);
        await cluster.StartAsync("n1");
        Assert.Contains("Not ready: Node n1 does not vote: ", cluster["n1"].Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\nReady:", cluster["n1"].Output, StringComparison.Ordinal);

        await Eventually.IsAsync("n2 hears that n1 refuses because of its store", async () =>
        {
            using var answer = await cluster["n2"].Client.GetAsync("/cluster");
            var wiped = (await answer.JsonAsync()).GetProperty("nodes").EnumerateArray().Single(node => node.GetProperty("name").GetString() == "n1");
            return wiped.GetProperty("state").GetString() == "Refusing" && wiped.GetProperty("problem").GetString()!.Contains("store", StringComparison.OrdinalIgnoreCase);
        });
        using (var ready = await cluster["n1"].Client.GetAsync("/health/ready"))
        {
            var problem = await ready.RequireProblemAsync(HttpStatusCode.ServiceUnavailable, "not-ready");
            Assert.Contains("Node n1 does not vote: ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        foreach (var check in new[] { "live", "quorum" })
        {
            using var healthy = await cluster["n1"].Client.GetAsync($"/health/{check}");
            Assert.Equal(HttpStatusCode.OK, healthy.StatusCode);
        }
        using var goesOn = await cluster["n2"].Client.PutAsync("after", "y");
        Assert.Equal(HttpStatusCode.Created, goesOn.StatusCode);
        using var served = await cluster["n1"].Client.GetAsync("/registers/before");
        Assert.Equal("stands", await served.Content.ReadAsStringAsync());
        await cluster["n1"].StopAsync();
    }

    /// <summary>What the others remembered in memory is gone; what n1 recorded before it stopped is not.</summary>
    [Fact]
    public async Task Data_put_back_from_a_copy_after_all_nodes_were_stopped_one_after_another_does_not_vote()
    {
        await using var cluster = await ProcessCluster.StartAsync();
        var copy = $"{cluster.DataOf("n1")}.copy";
        Files.Copy(cluster.DataOf("n1"), copy);
        using (var decided = await cluster["n1"].Client.PutAsync("outcome", "shipped")) Assert.Equal(HttpStatusCode.Created, decided.StatusCode);
        foreach (var node in ProcessCluster.Nodes) await cluster.StopAsync(node);
        Directory.Delete(cluster.DataOf("n1"), recursive: true);
        Directory.Move(copy, cluster.DataOf("n1"));

        await Task.WhenAll(ProcessCluster.Nodes.Select(cluster.StartAsync));
        Assert.Contains("Not ready: Node n1 does not vote: ", cluster["n1"].Output, StringComparison.Ordinal);
        using (var ready = await cluster["n1"].Client.GetAsync("/health/ready"))
        {
            var problem = await ready.RequireProblemAsync(HttpStatusCode.ServiceUnavailable, "not-ready");
            Assert.Contains("put back from an older copy", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        await Eventually.IsAsync("the two others decide", async () =>
        {
            using var outcome = await cluster["n2"].Client.PutAsync("outcome", "cancelled");
            if (!outcome.IsSuccessStatusCode) return false;
            Assert.Equal("shipped", await outcome.Content.ReadAsStringAsync());
            return true;
        });
    }

    [Fact]
    public async Task A_node_started_with_another_list_is_refused()
    {
        var cluster = await shared.WholeAsync();
        await cluster.KillAsync("n3");
        var (exitCode, _, errors) = await SiloProcess.RunAsync(
            "--data", cluster.DataOf("n3"), "--urls", $"http://127.0.0.1:{FreePorts.One()}", "--node", "n3", "--cluster", FreePorts.Cluster(5));
        Assert.Equal(1, exitCode);
        Assert.Contains("n4", errors, StringComparison.Ordinal);
    }

    /// <summary>Callers race in pairs for keys, each through its own node.</summary>
    /// <returns>What went wrong.</returns>
    private static async Task<IReadOnlyCollection<string>> LoadAsync(
        ProcessCluster cluster, IReadOnlyList<string> nodes, string name, ConcurrentQueue<HistoryEntry> history)
    {
        var problems = new ConcurrentQueue<string>();
        var clients = nodes.Select(node => cluster[node].Client).ToList();
        await Parallel.ForAsync(0, CallsBetweenKills, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (call, token) =>
        {
            var own = new Proposal(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes($"{name} {call}"), "text/plain"));
            var key = new RegisterKey($"{name}/{call / 2}");
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/registers/{Uri.EscapeDataString(key.Value)}") { Content = new ByteArrayContent(own.Value.Bytes.ToArray()) };
            request.Content.Headers.ContentType = new("text/plain");
            request.Headers.Add("Idempotency-Key", own.Id.ToString());
            var start = Stopwatch.GetTimestamp();
            using var answer = await clients[call % clients.Count].SendAsync(request, token);
            var bytes = await answer.Content.ReadAsByteArrayAsync(token);
            if (!answer.IsSuccessStatusCode)
            {
                problems.Enqueue($"{(int)answer.StatusCode} {Encoding.UTF8.GetString(bytes)}");
                return;
            }
            var winner = new Proposal(new ProposalId(Guid.Parse(answer.Headers.ETag!.Tag.Trim('"'))), new RegisterValue(bytes, answer.Content.Headers.ContentType!.ToString()));
            if (answer.StatusCode == HttpStatusCode.Created != (winner.Id == own.Id)) problems.Enqueue($"{key}: {(int)answer.StatusCode} but {winner.Id} won");
            history.Enqueue(new HistoryEntry(key, own, start, Stopwatch.GetTimestamp(), new Outcome(OutcomeKind.Decided, winner, 0, 0)));
        });
        return problems;
    }
}
