using System.Text.Json;
using Actors.Histories;
using Actors.Paxos;

namespace Actors.Client.Tests;

public sealed class TortureCommandTests
{
    private readonly CommandLine _client = new() { Clock = new TickingTime() };

    [Fact]
    public async Task Honest_nodes_are_linearizable()
    {
        var (exitCode, json) = await _client.RunJsonAsync("torture", "--duration", "1s", "--keys", "50", "--callers", "8", "--seed", "7");
        Assert.Equal(0, exitCode);
        Assert.True(json.GetProperty("linearizable").GetBoolean());
        Assert.Equal(7, json.GetProperty("seed").GetInt32());
        Assert.Equal(["n1", "n2", "n3", "any"], json.GetProperty("routes").EnumerateArray().Select(route => route.GetProperty("through").GetString()));
        Assert.All(json.GetProperty("routes").EnumerateArray(), route => Assert.True(route.GetProperty("decisions").GetInt64() > 0));
        var all = json.GetProperty("all");
        Assert.True(all.GetProperty("calls").GetInt64() > 1000);
        Assert.Equal(1, all.GetProperty("fastShare").GetDouble());
        Assert.Empty(all.GetProperty("errors").EnumerateObject());
        Assert.InRange(all.GetProperty("longestGapMs").GetDouble(), 0, 1000);
        Assert.True(json.GetProperty("registers").GetInt64() > 50);
    }

    [Fact]
    public async Task The_numbers_are_printed()
    {
        Assert.Equal(0, await _client.RunAsync("torture", "--duration", "200ms"));
        Assert.Empty(_client.Error);
        foreach (var number in (string[])["decided/s", "p50 ms", "p99 ms", "fast", "gap ms", "errors"])
            Assert.Contains(number, _client.Output, StringComparison.Ordinal);
        Assert.StartsWith("linearizable: ", _client.Output.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("2", "3")]
    [InlineData("1", "20")]
    public async Task Few_keys_and_callers_will_do(string keys, string callers) =>
        Assert.Equal(0, await _client.RunAsync("torture", "--duration", "200ms", "--keys", keys, "--callers", callers));

    [Fact]
    public async Task A_node_that_lets_everybody_win_is_caught()
    {
        LieAtN2(propose: (own, _) => new Outcome(OutcomeKind.Decided, own, 3, 0));
        Assert.Equal(1, await _client.RunAsync("torture", "--duration", "1s"));
        Assert.StartsWith("NOT LINEARIZABLE: torture/", _client.Error, StringComparison.Ordinal);
        Assert.Contains(": calls saw '", _client.Error, StringComparison.Ordinal);
        var calls = _client.Error.Split('\n').Where(line => line.StartsWith("  {", StringComparison.Ordinal)).Select(HistoryLine.Parse).ToList();
        Assert.NotEqual(calls[0].Holds, calls[1].Holds);
        Assert.Contains(" registers are wrong.\n", _client.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_forgets_is_caught()
    {
        LieAtN2(read: _ => new Outcome(OutcomeKind.Undecided, null, 3, 0));
        var (exitCode, json) = await _client.RunJsonAsync("torture", "--duration", "1s");
        Assert.Equal(1, exitCode);
        Assert.False(json.GetProperty("linearizable").GetBoolean());
        var anomaly = json.GetProperty("firstAnomalies")[0];
        Assert.Contains("saw nothing", anomaly.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, anomaly.GetProperty("calls")[1].GetProperty("output").ValueKind);
    }

    [Fact]
    public async Task A_value_that_nobody_proposed_is_caught()
    {
        var stranger = new Proposal(ProposalId.New(), new RegisterValue("stranger"u8.ToArray(), "text/plain"));
        foreach (var node in (string[])["n1", "n2", "n3"])
            _client.Nodes[node] = new LyingRegisters(_client.Registers, (_, outcome) => outcome with { Proposal = stranger }, outcome => outcome with { Proposal = stranger });
        Assert.Equal(1, await _client.RunAsync("torture", "--duration", "200ms"));
        Assert.Contains("'stranger' was seen, which nobody proposed", _client.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_outcomes_are_fine_and_counted()
    {
        LieAtN2(propose: (_, _) => new Outcome(OutcomeKind.Unknown, null, 1, 2));
        var (exitCode, json) = await _client.RunJsonAsync("torture", "--duration", "500ms");
        Assert.Equal(0, exitCode);
        Assert.True(json.GetProperty("routes")[1].GetProperty("errors").GetProperty("unknown-outcome").GetInt64() > 0);
        Assert.Equal(0, json.GetProperty("routes")[1].GetProperty("decisions").GetInt64());
        Assert.Empty(json.GetProperty("routes")[0].GetProperty("errors").EnumerateObject());
    }

    [Fact]
    public async Task Exceptions_are_unknown_outcomes_too()
    {
        LieAtN2(propose: (_, _) => throw new InvalidOperationException("It broke."));
        var (exitCode, json) = await _client.RunJsonAsync("torture", "--duration", "500ms");
        Assert.Equal(0, exitCode);
        Assert.True(json.GetProperty("all").GetProperty("errors").GetProperty("InvalidOperationException").GetInt64() > 0);
    }

    [Fact]
    public async Task Without_a_quorum_nothing_can_be_told()
    {
        _client.Registers.Trouble = OutcomeKind.NoQuorum;
        Assert.Equal(3, await _client.RunAsync("torture", "--duration", "50ms", "--keys", "4", "--callers", "4"));
        Assert.Equal("unknown-outcome: No register is known to be decided.\n", _client.Error);
        Assert.Contains(" no-quorum", _client.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_is_down_is_left_out()
    {
        _client.Nodes["n3"] = null;
        Assert.Equal(0, await _client.RunAsync("torture", "--duration", "50ms"));
        Assert.Equal("Node n3=127.0.0.1:7120 cannot be reached: it is left out.\n", _client.Error);
    }

    [Fact]
    public async Task What_was_written_down_checks_out()
    {
        using var file = new TempFile();
        LieAtN2(propose: (_, _) => new Outcome(OutcomeKind.Unknown, null, 1, 2));
        var (_, run) = await _client.RunJsonAsync("torture", "--duration", "500ms", "--history", file.Path);
        var calls = (await File.ReadAllLinesAsync(file.Path)).Select(HistoryLine.Parse).ToList();
        Assert.Equal(run.GetProperty("all").GetProperty("calls").GetInt64(), calls.Count);
        Assert.Contains(calls, call => call.Own is not null && call.Holds is not null);
        Assert.Contains(calls, call => call.Own is not null && call.Outcome is null);
        Assert.Contains(calls, call => call.Own is null && call.Holds is not null);
        var (exitCode, check) = await _client.RunJsonAsync("torture", "--check", file.Path);
        Assert.Equal(0, exitCode);
        Assert.Equal(calls.Count, check.GetProperty("calls").GetInt64());
        Assert.Equal(calls.Count(call => call.Outcome is null), check.GetProperty("unanswered").GetInt64());
        Assert.Equal(run.GetProperty("registers").GetInt64(), check.GetProperty("registers").GetInt64());
    }

    [Fact]
    public async Task A_lie_is_found_again_in_what_was_written_down()
    {
        using var file = new TempFile();
        LieAtN2(propose: (own, _) => new Outcome(OutcomeKind.Decided, own, 3, 0));
        var (_, run) = await _client.RunJsonAsync("torture", "--duration", "500ms", "--history", file.Path);
        var (exitCode, check) = await _client.RunJsonAsync("torture", "--check", file.Path);
        Assert.Equal(1, exitCode);
        Assert.Equal(run.GetProperty("anomalies").GetInt64(), check.GetProperty("anomalies").GetInt64());
    }

    private void LieAtN2(Func<Proposal, Outcome, Outcome>? propose = null, Func<Outcome, Outcome>? read = null) =>
        _client.Nodes["n2"] = new LyingRegisters(_client.Registers, propose, read);
}
