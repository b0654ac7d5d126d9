using System.Globalization;
using System.Text;
using Actors.Client.Cluster;
using Actors.Paxos;

namespace Actors.Client.Tests.EndToEnd;

/// <summary>Every command as a process of its own, against nodes in another.</summary>
public sealed class RealClusterTests(RunningSilo silo) : IClassFixture<RunningSilo>
{
    [Fact]
    public async Task A_register_takes_one_value()
    {
        Expect(0, "won: leader = n1\n", await RunAsync("register", "set", "leader", "n1"));
        Expect(1, "lost: leader = n1\n", await RunAsync("register", "set", "leader", "n2"));
        Expect(0, "n1\n", await RunAsync("register", "get", "leader", "--wait"));
        var acceptors = (await RunAsync("register", "acceptors", "leader", "--json")).Json.GetProperty("acceptors");
        Assert.Equal(["n1", "n2", "n3"], acceptors.EnumerateArray().Select(acceptor => acceptor.GetProperty("node").GetString()).Order());
    }

    [Fact]
    public async Task The_value_may_come_from_the_standard_input()
    {
        byte[] value = [0, 1, 2, 0xFF];
        var set = await ClientProcess.RunAsync(silo.Cluster, value, "register", "set", "bytes", "-", "--content-type", "image/png", "--json");
        Assert.Equal(0, set.ExitCode);
        Assert.Equal(Convert.ToBase64String(value), set.Json.GetProperty("valueBase64").GetString());
    }

    [Fact]
    public async Task An_undecided_register_is_said_to_be()
    {
        var read = await RunAsync("register", "get", "nothing", "--wait", "0.2");
        Expect(1, "", read);
        Assert.Equal("undecided: Register 'nothing' has no value yet.\n", read.Error);
    }

    [Fact]
    public async Task A_wait_ends_with_a_decision_from_elsewhere()
    {
        var waiting = RunAsync("register", "get", "later", "--wait");
        Expect(0, "won: later = now\n", await RunAsync("register", "set", "later", "now"));
        Expect(0, "now\n", await waiting);
    }

    [Fact]
    public async Task An_order_is_shipped_or_cancelled()
    {
        Expect(0, "placed: order 17 of anna: 2 x tea; Pending\n", await RunAsync("order", "place", "--id", "17", "--customer", "anna", "--item", "tea:2"));
        var both = await Task.WhenAll(RunAsync("order", "ship", "17"), RunAsync("order", "cancel", "17"));
        Assert.Equal([0, 1], both.Select(run => run.ExitCode).Order());
        var state = (await RunAsync("order", "show", "17", "--json")).Json.GetProperty("state").GetString();
        Assert.Equal(both[0].ExitCode == 0 ? "Shipped" : "Cancelled", state);
    }

    [Fact]
    public async Task A_day_has_one_user()
    {
        Expect(0, "anna\n", await RunAsync("user-of-the-day", "--date", "2026-01-01", "--users", "anna"));
        Expect(0, "anna\n", await RunAsync("user-of-the-day", "--date", "2026-01-01", "--users", "bert"));
    }

    [Fact]
    public async Task The_cluster_answers()
    {
        var cluster = await RunAsync("cluster", "--json");
        Assert.Equal(0, cluster.ExitCode);
        Assert.All(cluster.Json.GetProperty("nodes").EnumerateArray(), node => Assert.True(node.GetProperty("answers").GetBoolean()));
    }

    [Fact]
    public async Task Racers_through_three_nodes_agree()
    {
        var pid = silo.ProcessId.ToString(CultureInfo.InvariantCulture);
        var race = await RunAsync("race", "--keys", "200", "--racers", "8", "--pids", pid, "--json");
        Assert.Equal(0, race.ExitCode);
        Assert.Equal(3, race.Json.GetProperty("nodes").GetInt32());
        Assert.Equal(200, race.Json.GetProperty("decided").GetInt32());
        Assert.Equal(200, race.Json.GetProperty("confirmed").GetInt32());
        Assert.Equal(0, race.Json.GetProperty("disagreements").GetInt32());
        Assert.Equal("client and silos", race.Json.GetProperty("cpuOf").GetString());
    }

    [Fact]
    public async Task Random_calls_are_linearizable()
    {
        using var file = new TempFile();
        var torture = await RunAsync("torture", "--duration", "5s", "--callers", "8", "--history", file.Path, "--json");
        Assert.Equal(0, torture.ExitCode);
        Assert.Empty(torture.Json.GetProperty("all").GetProperty("errors").EnumerateObject());
        Assert.All(torture.Json.GetProperty("routes").EnumerateArray(), route => Assert.True(route.GetProperty("decisions").GetInt64() > 0));
        var check = await RunAsync("torture", "--check", file.Path, "--json");
        Assert.Equal(0, check.ExitCode);
        Assert.Equal(torture.Json.GetProperty("all").GetProperty("calls").GetInt64(), check.Json.GetProperty("calls").GetInt64());
    }

    [Fact]
    public async Task Random_calls_over_http_are_linearizable()
    {
        var torture = await RunAsync("torture", "--duration", "5s", "--callers", "8", "--http", $"{silo.Url},{silo.Url},{silo.Url}", "--json");
        Assert.Equal(0, torture.ExitCode);
        Assert.Empty(torture.Json.GetProperty("all").GetProperty("errors").EnumerateObject());
        Assert.False(torture.Json.GetProperty("all").TryGetProperty("fastShare", out _));
    }

    [Fact]
    public async Task A_key_is_one_key_by_command_and_over_http()
    {
        using var http = new HttpClient { BaseAddress = new Uri(silo.Url) };
        var registers = new HttpRegisters(http, TimeSpan.FromMinutes(1), TimeProvider.System);
        foreach (var key in (string[])["..", ".", "../kv/x", "jobs/nightly", "jobs%2Fnightly", "a/acceptors", "a?b#c+d e", "%FF", "%25FF", "\\", "é🔑", "/", "HISTORY"])
        {
            var own = new Proposal(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes(key), "text/plain"));
            Assert.Equal(own, (await registers.ProposeAsync(new RegisterKey(key), own)).Proposal);
        }
        foreach (var key in (string[])["..", "jobs/nightly", "jobs%2Fnightly", "a/acceptors", "%FF", "é🔑"]) Expect(0, $"{key}\n", await RunAsync("register", "get", key));
        Expect(0, "set: it has version 1\n", await RunAsync("kv", "set", "jobs/nightly", "x"));
        Assert.Equal("x", await http.GetStringAsync("/kv/jobs%2fnightly"));
    }

    // However busy the machine is.
    private Task<ClientProcess> RunAsync(params string[] arguments) => ClientProcess.RunAsync(silo.Cluster, null, [.. arguments, "--connect-timeout", "60"]);

    private static void Expect(int exitCode, string output, ClientProcess run) =>
        Assert.Equal((exitCode, output), (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
}
