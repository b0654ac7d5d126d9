using System.Globalization;
using Actors.Paxos;

namespace Actors.Client.Tests;

public sealed class RaceCommandTests
{
    private readonly CommandLine _client = new();

    [Fact]
    public async Task Honest_nodes_agree()
    {
        var (exitCode, json) = await _client.RunJsonAsync("race", "--keys", "100", "--racers", "8", "--concurrency", "4");
        Assert.Equal(0, exitCode);
        Assert.Equal(3, json.GetProperty("nodes").GetInt32());
        Assert.Equal(100, json.GetProperty("decided").GetInt64());
        Assert.Equal(100, json.GetProperty("confirmed").GetInt64());
        Assert.Equal(0, json.GetProperty("disagreements").GetInt64());
        Assert.Equal(1, json.GetProperty("fastShare").GetDouble());
        Assert.Equal("client", json.GetProperty("cpuOf").GetString());
    }

    [Fact]
    public async Task The_numbers_are_printed()
    {
        Assert.Equal(0, await _client.RunAsync("race", "--keys", "10", "--racers", "2", "--pids", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        Assert.Empty(_client.Error);
        foreach (var number in (string[])["decisions/s", "p50", "p99", "share of fast rounds", "CPU s per 1000 decisions", "silos"])
            Assert.Contains(number, _client.Output, StringComparison.Ordinal);
        Assert.EndsWith("agreement                    all 10 keys have one winner, seen by all\n", _client.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_race_has_keys_of_its_own()
    {
        Assert.Equal(0, await _client.RunAsync("race", "--keys", "5"));
        Assert.Equal(0, await _client.RunAsync("race", "--keys", "5"));
    }

    [Fact]
    public async Task The_racers_of_a_key_go_through_different_nodes()
    {
        _client.Nodes["n2"] = new LyingRegisters(_client.Registers, (own, _) => new Outcome(OutcomeKind.Decided, own, 3, 0));
        var (exitCode, json) = await _client.RunJsonAsync("race", "--keys", "6", "--racers", "3");
        Assert.Equal(1, exitCode);
        // Of three consecutive keys it is the liar's racer that comes first to one, and wins it honestly.
        Assert.Equal(4, json.GetProperty("disagreements").GetInt64());
    }

    [Fact]
    public async Task Two_winners_are_caught_and_shown()
    {
        _client.Nodes["n2"] = new LyingRegisters(_client.Registers, (own, _) => new Outcome(OutcomeKind.Decided, own, 3, 0));
        Assert.Equal(1, await _client.RunAsync("race", "--keys", "1", "--racers", "2"));
        Assert.StartsWith("DISAGREEMENT about race/", _client.Error, StringComparison.Ordinal);
        Assert.Contains("the callers learned 2 different values; 2 callers were told that they won", _client.Error, StringComparison.Ordinal);
        Assert.Contains("racer 1 through node 2", _client.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_read_that_differs_is_caught()
    {
        var stranger = new Proposal(ProposalId.New(), new RegisterValue("other"u8.ToArray(), "text/plain"));
        foreach (var node in (string[])["n1", "n2", "n3"])
            _client.Nodes[node] = new LyingRegisters(_client.Registers, read: outcome => outcome with { Proposal = stranger });
        Assert.Equal(1, await _client.RunAsync("race", "--keys", "3"));
        Assert.Contains("a later read says another value", _client.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_is_down_is_left_out()
    {
        _client.Nodes["n3"] = null;
        Assert.Equal(0, await _client.RunAsync("race", "--keys", "5"));
        Assert.Equal("Node n3=127.0.0.1:7120 cannot be reached: it is left out.\n", _client.Error);
        Assert.StartsWith("8 callers through 2 nodes", _client.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_without_a_quorum_is_not_asked_for_ever()
    {
        _client.Registers.Trouble = OutcomeKind.NoQuorum;
        var (exitCode, json) = await _client.RunJsonAsync("race", "--keys", "1000000", "--racers", "2", "--concurrency", "1");
        Assert.Equal(3, exitCode);
        Assert.Equal(4, json.GetProperty("unanswered").GetInt64());
    }

    [Fact]
    public async Task Exceptions_are_unknown_outcomes()
    {
        _client.Nodes["n1"] = new LyingRegisters(_client.Registers, (_, _) => throw new InvalidOperationException("It broke."));
        Assert.Equal(0, await _client.RunAsync("race", "--keys", "9", "--racers", "3"));
        Assert.Contains("calls without an answer      9", _client.Output, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: It broke.", _client.Output, StringComparison.Ordinal);
    }
}
