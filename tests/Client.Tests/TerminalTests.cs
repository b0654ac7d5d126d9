using System.Text;
using System.Text.Json;
using Actors.Client.Output;
using Actors.Demo;
using Actors.Log;
using Actors.Registers;

namespace Actors.Client.Tests;

/// <summary>What others wrote commands no terminal.</summary>
public sealed class TerminalTests
{
    private const string Evil = "a\u001b]0;x\u0007\u009b2J\r\u202eb\u2066", Shown = @"a\u001b]0;x\u0007\u009b2J\u000d\u202eb\u2066";

    private readonly CommandLine _client = new();

    [Fact]
    public async Task A_value_is_shown_to_a_person_without_its_commands_and_to_a_file_as_it_is()
    {
        _client.Input = Encoding.UTF8.GetBytes(Evil + "\n\tc");
        await _client.RunAsync("register", "set", "evil", "-");
        await _client.RunAsync("register", "get", "evil");
        Assert.Equal(Evil + "\n\tc\n", _client.Output);

        _client.IsTerminal = true;
        await _client.RunAsync("register", "get", "evil");
        Assert.Equal(Shown + "\n\tc\n", _client.Output);
        var (_, json) = await _client.RunJsonAsync("register", "get", "evil");
        Assert.Equal(Evil + "\n\tc", json.GetProperty("value").GetString());
        AssertVisible();
    }

    [Fact]
    public async Task Raw_bytes_go_to_no_terminal()
    {
        await _client.RunAsync("register", "set", "evil", "x");
        _client.IsTerminal = true;
        Assert.Equal(2, await _client.RunAsync("register", "get", "evil", "--raw"));
        Assert.StartsWith("usage: --raw", _client.Error, StringComparison.Ordinal);
        Assert.Equal(0, _client.RawOutput.Length);
        Assert.Equal(0, (await _client.RunJsonAsync("register", "get", "evil", "--raw")).ExitCode);
    }

    [Theory]
    [InlineData("kv", "get", "evil")]
    [InlineData("order", "history")]
    [InlineData("order", "show", "evil")]
    [InlineData("user", "list")]
    [InlineData("user-of-the-day")]
    [InlineData("lock", "show", "evil")]
    [InlineData("register", "get", Evil)]
    [InlineData("cluster")]
    [InlineData("no-such-command", Evil)]
    public async Task No_command_prints_what_commands_a_terminal(params string[] arguments)
    {
        _client.IsTerminal = true;
        var order = new Order("evil", Evil, [new OrderItem(Evil, 1)]);
        await _client.Registers.WriteOnce<Order>("orders/evil", JsonSerializerOptions.Web).TryInitializeAsync(order, TestContext.Current.CancellationToken);
        await _client.Registers.WriteOnce<string>("user-of-the-day/2026-03-04").TryInitializeAsync(Evil, TestContext.Current.CancellationToken);
        await using (var history = _client.Registers.Log<OrderEvent>(OrderHistory.LogName, json: JsonSerializerOptions.Web))
        {
            await history.AppendAsync(new OrderEvent("good", OrderEventKind.Placed, "Ada", DateTimeOffset.UnixEpoch), TestContext.Current.CancellationToken);
            await history.AppendAsync(new OrderEvent("evil", OrderEventKind.Placed, Evil, DateTimeOffset.UnixEpoch), TestContext.Current.CancellationToken);
        }
        await _client.RunAsync("kv", "set", "evil", Evil);
        await _client.RunAsync("lock", "acquire", "evil", "--owner", Evil);
        _client.Registers.Nodes = [new NodeView(Evil, true, Evil, 1, Guid.NewGuid())];
        await _client.RunAsync(arguments);
        Assert.NotEqual("", _client.Output + _client.Error);
        AssertVisible();
    }

    [Fact]
    public async Task A_foreign_name_is_shown_in_tables_and_values()
    {
        _client.IsTerminal = true;
        _client.Registers.Nodes = [new NodeView("n1", true, Evil, 1, Guid.NewGuid())];
        await _client.RunAsync("cluster");
        Assert.Contains(@"a\u001b]0;x", _client.Output, StringComparison.Ordinal);
        await _client.RunAsync("kv", "set", "evil", Evil);
        await _client.RunAsync("kv", "get", "evil");
        Assert.Equal(Shown + "\n", _client.Output);
    }

    private void AssertVisible() => Assert.DoesNotContain(_client.Output + _client.Error, VisibleText.IsHidden);
}
