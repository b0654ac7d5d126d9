using System.Net;
using System.Text.Json;
using Actors.Paxos;

namespace Actors.Silo.Tests;

/// <summary>Nodes that are stopped, started, cut off and healed over HTTP, and what callers notice.</summary>
public sealed class SwitchTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task One_node_stopped_is_not_missed_two_are_and_one_that_is_back_is_enough()
    {
        var silo = await shared.HealedAsync();
        Assert.Equal("Stopped", await SwitchAsync(silo, "n2", "stop", HttpStatusCode.OK));
        var id = Guid.NewGuid();
        Assert.Equal(HttpStatusCode.Created, (await silo.Client.PutAsync("one-gone", "x")).StatusCode);

        Assert.Equal("Stopped", await SwitchAsync(silo, "n3", "stop", HttpStatusCode.OK));
        using (var refused = await silo.Client.PutAsync("two-gone", "x", id)) await refused.RequireProblemAsync(HttpStatusCode.ServiceUnavailable, "no-quorum");

        await SwitchAsync(silo, "n2", "start", HttpStatusCode.Accepted);
        await UntilAsync(silo, "n2", node => node.GetProperty("state").GetString() == "Running");
        await DecidedAsync(silo, "two-gone", id);
        using var value = await silo.Client.GetAsync("/registers/one-gone");
        Assert.Equal("x", await value.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_node_that_is_cut_off_is_not_missed_two_are_and_healed_ones_are_back()
    {
        var silo = await shared.HealedAsync();
        Assert.Equal("Running", await SwitchAsync(silo, "n1", "cut", HttpStatusCode.OK));
        await UntilAsync(silo, "n1", node => node.GetProperty("cutOff").GetBoolean());
        // Callers go through the others.
        for (var i = 0; i < 6; i++) Assert.Equal(HttpStatusCode.Created, (await silo.Client.PutAsync($"one-cut-{i}", "x")).StatusCode);
        using (var view = await silo.Client.GetAsync("/registers/one-cut-0/acceptors"))
            Assert.Equal(["n1"], (await view.JsonAsync()).GetProperty("acceptors").EnumerateArray()
                .Where(acceptor => !acceptor.GetProperty("answered").GetBoolean()).Select(acceptor => acceptor.GetProperty("node").GetString()));

        await SwitchAsync(silo, "n2", "cut", HttpStatusCode.OK);
        using (var refused = await silo.Client.PutAsync("two-cut", "x")) await refused.RequireProblemAsync(HttpStatusCode.ServiceUnavailable, "no-quorum");

        await SwitchAsync(silo, "n1", "heal", HttpStatusCode.OK);
        await SwitchAsync(silo, "n2", "heal", HttpStatusCode.OK);
        await UntilAsync(silo, "n1", node => !node.GetProperty("cutOff").GetBoolean());
        await DecidedAsync(silo, "two-cut", Guid.NewGuid());
    }

    [Fact]
    public async Task All_stopped_is_no_quorum_and_the_first_two_to_come_back_wait_for_each_other()
    {
        var silo = await shared.HealedAsync();
        foreach (var node in new[] { "n1", "n2", "n3" }) await SwitchAsync(silo, node, "stop", HttpStatusCode.OK);
        using (var refused = await silo.Client.PutAsync("none", "x")) await refused.RequireProblemAsync(HttpStatusCode.ServiceUnavailable, "no-quorum");
        Assert.Equal("Starting", await SwitchAsync(silo, "n1", "start", HttpStatusCode.Accepted));
        // One that waits for the others can be stopped.
        Assert.Equal("Stopped", await SwitchAsync(silo, "n1", "stop", HttpStatusCode.OK));
        foreach (var node in new[] { "n1", "n3" }) await SwitchAsync(silo, node, "start", HttpStatusCode.Accepted);
        await UntilAsync(silo, "n1", node => node.GetProperty("state").GetString() == "Running");
        await DecidedAsync(silo, "none", Guid.NewGuid());
    }

    [Fact]
    public async Task Where_other_machines_reach_http_nobody_switches_and_the_page_says_why()
    {
        // Not what --urls says: this setting is another one, and Kestrel prefers it.
        var elsewhere = $"http://0.0.0.0:{FreePorts.One()}";
        var why = $"it has no login, and HTTP listens where other machines reach it ({elsewhere})";
        await using var server = await StubServer.StartAsync(new StubRegisters(OutcomeKind.NoQuorum), ("Kestrel:Endpoints:Other:Url", elsewhere));
        using var answer = await server.Client.PostAsync("/nodes/n1/stop", null);
        var problem = await answer.RequireProblemAsync(HttpStatusCode.Conflict, "not-switchable");
        Assert.Contains(why, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var page = await server.Client.GetStringAsync("/cluster-view");
        Assert.Contains(why, page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-switch=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/dashboard\"", page, StringComparison.Ordinal);
        foreach (var path in new[] { "/dashboard", "/dashboard/index.min.js", "/dashboard/version", "/dashboard/DashboardCounters", "/dashboard/Trace" })
        {
            using var dashboard = await server.Client.GetAsync(path);
            Assert.Contains(why, (await dashboard.RequireProblemAsync(HttpStatusCode.Forbidden, "no-dashboard")).GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_only_this_machine_reaches_http_the_nodes_can_be_switched()
    {
        await using var server = await StubServer.StartAsync(new StubRegisters(OutcomeKind.NoQuorum));
        Assert.Contains("data-switch=", await server.Client.GetStringAsync("/cluster-view"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/nodes")).StatusCode);
    }

    [Fact]
    public async Task A_process_of_one_node_refuses()
    {
        await using var cluster = await ProcessCluster.StartAsync();
        using var answer = await cluster["n1"].Client.PostAsync("/nodes/n1/stop", null);
        var problem = await answer.RequireProblemAsync(HttpStatusCode.Conflict, "not-switchable");
        Assert.Contains("n1", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    /// <returns>The state that the answer tells.</returns>
    private static async Task<string?> SwitchAsync(SiloProcess silo, string node, string what, HttpStatusCode expected)
    {
        using var answer = await silo.Client.PostAsync($"/nodes/{node}/{what}", null);
        Assert.Equal(expected, answer.StatusCode);
        return (await answer.JsonAsync()).GetProperty("state").GetString();
    }

    private static Task UntilAsync(SiloProcess silo, string name, Predicate<JsonElement> condition) => Eventually.IsAsync($"{name} is as it should be", async () =>
    {
        using var answer = await silo.Client.GetAsync("/nodes");
        return condition((await answer.JsonAsync()).EnumerateArray().Single(node => node.GetProperty("name").GetString() == name));
    });

    private static Task DecidedAsync(SiloProcess silo, string key, Guid id) => Eventually.IsAsync($"{key} is decided", async () =>
    {
        using var answer = await silo.Client.PutAsync(key, "x", id);
        return answer.IsSuccessStatusCode;
    });
}
