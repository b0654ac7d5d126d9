using System.Text;
using Actors.Paxos;

namespace Actors.Client.Tests;

public sealed class OrderCommandTests
{
    private readonly CommandLine _client = new();

    [Fact]
    public async Task An_order_is_placed_once()
    {
        string[] place = ["order", "place", "--id", "17", "--customer", "anna", "--item", "tea:2", "--item", "cup"];
        Assert.Equal(0, await _client.RunAsync(place));
        Assert.Equal("placed: order 17 of anna: 2 x tea, 1 x cup; Pending\n", _client.Output);
        Assert.Equal(0, await _client.RunAsync(place));
        Assert.StartsWith("repeated: ", _client.Output, StringComparison.Ordinal);
        Assert.Equal(1, await _client.RunAsync("order", "place", "--id", "17", "--customer", "bert", "--item", "tea:2"));
        Assert.StartsWith("taken: order 17 of anna", _client.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_without_an_id_gets_one()
    {
        var (exitCode, json) = await _client.RunJsonAsync("order", "place", "--customer", "anna", "--item", "tea");
        Assert.Equal(0, exitCode);
        Assert.Equal(0, await _client.RunAsync("order", "show", json.GetProperty("id").GetString()!));
    }

    [Theory]
    [InlineData("ship", "cancel", "Shipped")]
    [InlineData("cancel", "ship", "Cancelled")]
    public async Task The_first_to_settle_an_order_wins(string first, string second, string state)
    {
        await _client.RunAsync("order", "place", "--id", "17", "--customer", "anna", "--item", "tea:2");
        Assert.Equal(0, await _client.RunAsync("order", first, "17"));
        Assert.Equal($"done: order 17 of anna: 2 x tea; {state} since 2026-03-04 05:06:07Z\n", _client.Output);
        Assert.Equal(0, await _client.RunAsync("order", first, "17"));
        Assert.Equal(1, await _client.RunAsync("order", second, "17"));
        Assert.StartsWith("too late: ", _client.Output, StringComparison.Ordinal);
        var (_, json) = await _client.RunJsonAsync("order", "show", "17");
        Assert.Equal(
            $$"""{"id":"17","state":"{{state}}","customer":"anna","items":[{"sku":"tea","quantity":2}],"decidedAt":"2026-03-04T05:06:07+00:00"}""",
            json.GetRawText());
    }

    [Theory]
    [InlineData("show")]
    [InlineData("ship")]
    [InlineData("cancel")]
    public async Task An_order_that_was_never_placed_has_no_state(string command)
    {
        Assert.Equal(1, await _client.RunAsync("order", command, "17"));
        Assert.Empty(_client.Output);
        Assert.Equal("not placed: There is no order '17'.\n", _client.Error);
        var (exitCode, json) = await _client.RunJsonAsync("order", command, "17");
        Assert.Equal(1, exitCode);
        Assert.False(json.GetProperty("placed").GetBoolean());
    }

    [Fact]
    public async Task What_was_done_is_in_the_history_once()
    {
        await _client.RunAsync("order", "place", "--id", "17", "--customer", "anna", "--item", "tea:2");
        await _client.RunAsync("order", "ship", "17");
        await _client.RunAsync("order", "cancel", "17");
        await _client.RunAsync("order", "show", "17");
        Assert.Equal(0, await _client.RunAsync("order", "history"));
        // Slot 1 repeats what slot 0 has: the second command cannot know.
        Assert.Equal("0: 2026-03-04 05:06:07Z order 17 of anna: Placed\n2: 2026-03-04 05:06:07Z order 17 of anna: Shipped\n", _client.Output);
        var (exitCode, json) = await _client.RunJsonAsync("order", "history", "--from", "2");
        Assert.Equal(0, exitCode);
        Assert.Equal("""{"events":[{"slot":2,"order":"17","kind":"Shipped","customer":"anna","at":"2026-03-04T05:06:07+00:00"}]}""", json.GetRawText());
    }

    [Theory]
    [InlineData("show")]
    [InlineData("ship")]
    public async Task Whoever_sees_an_order_that_is_not_in_the_history_records_it(string command)
    {
        await PutAsync("""{"id":"17","customer":"anna","items":[{"sku":"tea","quantity":2}]}""");
        await _client.RunAsync("order", command, "17");
        await _client.RunAsync("order", "history");
        Assert.StartsWith("0: 2026-03-04 05:06:07Z order 17 of anna: Placed\n", _client.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_register_with_something_else_is_said_to_be_foreign()
    {
        await PutAsync("hello");
        Assert.Equal(1, await _client.RunAsync("order", "show", "17"));
        Assert.StartsWith("foreign-value: Register 'orders/17'", _client.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OutcomeKind.NoQuorum, "no-quorum")]
    [InlineData(OutcomeKind.Unknown, "unknown-outcome")]
    public async Task Without_an_answer_the_failure_has_its_name(OutcomeKind trouble, string error)
    {
        _client.Registers.Trouble = trouble;
        Assert.Equal(3, await _client.RunAsync("order", "ship", "17"));
        Assert.StartsWith($"{error}: ", _client.Error, StringComparison.Ordinal);
    }

    /// <summary>Past the command line, which refuses it.</summary>
    private Task PutAsync(string value) =>
        _client.Registers.ProposeAsync(new RegisterKey("orders/17"), new Proposal(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes(value), "application/json")));
}
