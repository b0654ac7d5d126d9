using System.Text;
using Actors.Paxos;
using Actors.Registers;

namespace Actors.Client.Tests;

public sealed class RegisterCommandTests
{
    private readonly CommandLine _client = new();

    [Fact]
    public async Task The_first_proposal_wins_and_the_second_learns_it()
    {
        Assert.Equal(0, await _client.RunAsync("register", "set", "leader", "n1"));
        Assert.Equal("won: leader = n1\n", _client.Output);
        Assert.Equal(1, await _client.RunAsync("register", "set", "leader", "n2"));
        Assert.Equal("lost: leader = n1\n", _client.Output);
        Assert.Equal(0, await _client.RunAsync("register", "get", "leader"));
        Assert.Equal("n1\n", _client.Output);
    }

    [Fact]
    public async Task Json_says_who_won()
    {
        const string id = "4be1bb4e-6c5c-4a2e-9d3a-0c8f5b7f6a11";
        var (exitCode, json) = await _client.RunJsonAsync("register", "set", "leader", "n1", "--proposal", id);
        Assert.Equal(0, exitCode);
        Assert.True(json.GetProperty("won").GetBoolean());
        Assert.Equal(id, json.GetProperty("proposal").GetString());
        Assert.Equal("text/plain", json.GetProperty("contentType").GetString());
        Assert.Equal("n1", json.GetProperty("value").GetString());
        (exitCode, json) = await _client.RunJsonAsync("register", "set", "leader", "n2");
        Assert.Equal(1, exitCode);
        Assert.False(json.GetProperty("won").GetBoolean());
        Assert.Equal(id, json.GetProperty("proposal").GetString());
    }

    [Fact]
    public async Task A_retry_under_the_same_id_wins_again()
    {
        string[] command = ["register", "set", "leader", "n1", "--proposal", "4be1bb4e-6c5c-4a2e-9d3a-0c8f5b7f6a11"];
        Assert.Equal(0, await _client.RunAsync(command));
        Assert.Equal(0, await _client.RunAsync(command));
    }

    [Fact]
    public async Task An_id_that_was_used_for_another_value_is_bad_usage()
    {
        const string id = "4be1bb4e-6c5c-4a2e-9d3a-0c8f5b7f6a11";
        await _client.RunAsync("register", "set", "leader", "n1", "--proposal", id);
        Assert.Equal(2, await _client.RunAsync("register", "set", "leader", "n2", "--proposal", id));
        Assert.StartsWith("usage: ", _client.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dash_reads_the_value_from_the_standard_input()
    {
        _client.Input = [0xFF, 0x00, 0x0A];
        Assert.Equal(0, await _client.RunAsync("register", "set", "logo", "-", "--content-type", "image/png"));
        Assert.Equal(0, await _client.RunAsync("register", "get", "logo", "--raw"));
        Assert.Empty(_client.Output);
        Assert.Equal(_client.Input, _client.RawOutput.ToArray());
        var (_, json) = await _client.RunJsonAsync("register", "get", "logo");
        Assert.Equal("image/png", json.GetProperty("contentType").GetString());
        Assert.Equal("/wAK", json.GetProperty("valueBase64").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("@file")]
    public async Task A_value_is_taken_as_it_is(string value)
    {
        Assert.Equal(0, await _client.RunAsync("register", "set", "k", value));
        Assert.Equal(0, await _client.RunAsync("register", "get", "k"));
        Assert.Equal(value + "\n", _client.Output);
    }

    [Theory]
    [InlineData(RegisterValue.MaxBytes, 0)]
    [InlineData(RegisterValue.MaxBytes + 1, 2)]
    public async Task A_value_has_a_greatest_size(int bytes, int exitCode)
    {
        _client.Input = new byte[bytes];
        Assert.Equal(exitCode, await _client.RunAsync("register", "set", "k", "-"));
        Assert.Equal(exitCode == 0 ? 1 : 0, _client.Connector.Asked.Count);
    }

    [Fact]
    public async Task An_undecided_register_has_no_value()
    {
        Assert.Equal(1, await _client.RunAsync("register", "get", "leader"));
        Assert.Empty(_client.Output);
        Assert.StartsWith("undecided: ", _client.Error, StringComparison.Ordinal);
        var (exitCode, json) = await _client.RunJsonAsync("register", "get", "leader");
        Assert.Equal(1, exitCode);
        Assert.False(json.GetProperty("decided").GetBoolean());
    }

    [Fact]
    public async Task Waiting_ends_with_the_decision()
    {
        var waiting = _client.RunAsync("register", "get", "leader", "--wait");
        Assert.False(waiting.IsCompleted);
        await _client.Registers.ProposeAsync(new RegisterKey("leader"), new Proposal(ProposalId.New(), new RegisterValue("n1"u8.ToArray(), "text/plain")));
        Assert.Equal(0, await waiting);
        Assert.Equal("n1\n", _client.Output);
    }

    [Fact]
    public async Task Waiting_ends_when_its_time_is_up()
    {
        var waiting = _client.RunAsync("register", "get", "leader", "--wait", "30");
        _client.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(waiting.IsCompleted);
        _client.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await waiting);
    }

    [Theory]
    [InlineData(OutcomeKind.NoQuorum, "no-quorum")]
    [InlineData(OutcomeKind.Unknown, "unknown-outcome")]
    public async Task Without_an_answer_the_retry_is_told(OutcomeKind trouble, string error)
    {
        const string id = "4be1bb4e-6c5c-4a2e-9d3a-0c8f5b7f6a11";
        _client.Registers.Trouble = trouble;
        Assert.Equal(3, await _client.RunAsync("register", "set", "leader", "n1", "--proposal", id));
        Assert.Empty(_client.Output);
        Assert.StartsWith($"{error}: ", _client.Error, StringComparison.Ordinal);
        Assert.Contains($"--proposal {id}", _client.Error, StringComparison.Ordinal);
        var (exitCode, json) = await _client.RunJsonAsync("register", "get", "leader");
        Assert.Equal(3, exitCode);
        Assert.Equal(error, json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Acceptors_show_what_they_hold()
    {
        var proposal = new Proposal(new ProposalId(Guid.Parse("4be1bb4e-6c5c-4a2e-9d3a-0c8f5b7f6a11")), new RegisterValue(Encoding.UTF8.GetBytes("n1"), ""));
        var ballot = new Ballot(2, new ProposerId("n1", 1, 7));
        _client.Registers.Acceptors =
        [
            new AcceptorView("n1", new AcceptorState(ballot, new AcceptedPair(Ballot.Fast, proposal), null)),
            new AcceptorView("n2", AcceptorState.Initial with { Chosen = proposal }),
            new AcceptorView("n3", null),
        ];
        Assert.Equal(0, await _client.RunAsync("register", "acceptors", "leader"));
        Assert.Contains("2@n1/1.7", _client.Output, StringComparison.Ordinal);
        Assert.Contains($"{proposal.Id} at fast", _client.Output, StringComparison.Ordinal);
        Assert.Contains("did not answer", _client.Output, StringComparison.Ordinal);
        var (_, json) = await _client.RunJsonAsync("register", "acceptors", "leader");
        Assert.Equal(
            """[{"node":"n1","answered":true,"promised":"2@n1/1.7","accepted":{"ballot":"fast","proposal":"4be1bb4e-6c5c-4a2e-9d3a-0c8f5b7f6a11"}},"""
            + """{"node":"n2","answered":true,"chosen":"4be1bb4e-6c5c-4a2e-9d3a-0c8f5b7f6a11"},{"node":"n3","answered":false}]""",
            json.GetProperty("acceptors").GetRawText());
    }

    [Fact]
    public async Task A_minority_of_acceptors_is_no_quorum()
    {
        _client.Registers.Acceptors = [new("n1", AcceptorState.Initial), new("n2", null), new("n3", null)];
        Assert.Equal(3, await _client.RunAsync("register", "acceptors", "leader"));
    }
}
