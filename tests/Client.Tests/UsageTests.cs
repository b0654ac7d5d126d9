namespace Actors.Client.Tests;

public sealed class UsageTests
{
    private readonly CommandLine _client = new();

    public static TheoryData<string> Wrong =>
    [
        "",
        "nonsense",
        "register",
        "register get",
        "register get k --wiat",
        "register get k --wait soon",
        "register get k --wait 0",
        "register set k",
        "register set log/locks/0000000000000000 v",
        "register set node/n1/stores v",
        "register set orders/17 v",
        "register set user-of-the-day/2026-01-01 v",
        "register set k v --proposal 7",
        "register set k v --proposal 00000000-0000-0000-0000-000000000000",
        "register set k v --content-type caf\u00e9",
        "register get k --timeout 0",
        "register get k --timeout never",
        "register get k --connect-timeout -1",
        "register get k --cluster n1",
        "register get k --cluster n1=127.0.0.1",
        "register get k --cluster n1=127.0.0.1:0",
        "register get k --cluster n1=127.0.0.1:65535",
        "register get k --cluster n1=a:7100,n1=b:7100",
        "register get k --cluster ,",
        "order place --customer anna",
        "order place --item tea",
        "order place --customer anna --item tea:0",
        "order place --customer anna --item tea:many",
        "order place --customer anna --item tea --id a/b",
        "order show ..",
        "order ship",
        "order show history",
        "order history --from -1",
        "order history --from 1.5",
        "kv get \uFFFD",
        "kv set k v --if-version -1",
        "kv delete k --if-version 1.0",
        "lock acquire job --owner anna --lease 1,5",
        "lock acquire job --owner anna --lease 1e1",
        "lock acquire job --owner anna --wait 1,5",
        "lock renew job --token +1",
        "lock release job --token 1.0",
        "lock show a\uFFFD",
        "register get \uFFFD",
        "user add",
        "user add ..",
        "user-of-the-day --date 04.03.2026",
        "user-of-the-day --date 2026-03-05",
        "race --keys 0",
        "race --racers 1001",
        "race --concurrency x",
        "race --pids me",
        "race --pids 2147483647",
        "torture --duration soon",
        "torture --duration 0s",
        "torture --duration 60sm",
        "torture --duration -5s",
        "torture --keys 0",
        "torture --callers 10001",
        "torture --seed x",
        "torture --kill-every 5s",
        "torture --nodes n1=4711",
        "torture --kill-every 5s --nodes 4711",
        "torture --kill-every 5s --nodes n1=4711 n1=4712",
        "torture --kill-every 5s --nodes n9=4711",
        "torture --kill-every 5s --nodes n1=2147483647",
        "torture --http 127.0.0.1:5081",
        "torture --http ftp://127.0.0.1",
        "torture --http http://127.0.0.1:5081",
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Bad_usage_is_said_in_one_line_and_asks_nobody(string command)
    {
        Assert.Equal(2, await _client.RunAsync(command.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Empty(_client.Output);
        Assert.StartsWith("usage: ", _client.Error, StringComparison.Ordinal);
        Assert.Single(_client.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(_client.Connector.Asked);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Bad_usage_is_said_in_json(string command)
    {
        var (exitCode, json) = await _client.RunJsonAsync(command.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, exitCode);
        Assert.Equal("usage", json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Keys_have_a_greatest_length()
    {
        Assert.Equal(1, await _client.RunAsync("register", "get", new string('k', 512)));
        Assert.Equal(2, await _client.RunAsync("register", "get", new string('k', 513)));
        Assert.Equal(2, await _client.RunAsync("register", "get", ""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("register set")]
    [InlineData("register get")]
    [InlineData("register acceptors")]
    [InlineData("order place")]
    [InlineData("user-of-the-day")]
    [InlineData("cluster")]
    [InlineData("race")]
    [InlineData("torture")]
    public async Task Help_is_as_recorded(string command)
    {
        Assert.Equal(0, await _client.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]));
        Assert.Empty(_client.Error);
        var golden = Path.Combine(AppContext.BaseDirectory, "Golden", $"help{(command.Length == 0 ? "" : "-")}{command.Replace(' ', '-')}.txt");
        Assert.Equal(await File.ReadAllTextAsync(golden), _client.Output.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("register get k")]
    [InlineData("order show 17")]
    [InlineData("user-of-the-day")]
    [InlineData("cluster")]
    [InlineData("race")]
    [InlineData("torture")]
    public async Task Without_a_node_every_command_says_so(string command)
    {
        foreach (var node in (string[])["n1", "n2", "n3"]) _client.Nodes[node] = null;
        Assert.Equal(3, await _client.RunAsync(command.Split(' ')));
        Assert.Equal("unreachable: No node answered.\n", _client.Error);
        var (exitCode, json) = await _client.RunJsonAsync(command.Split(' '));
        Assert.Equal(3, exitCode);
        Assert.Equal("unreachable", json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task The_cluster_comes_from_the_option_or_the_environment_or_is_the_usual_one()
    {
        await _client.RunAsync("register", "get", "k");
        _client.Environment = "a=host-a:7000";
        await _client.RunAsync("register", "get", "k");
        await _client.RunAsync("register", "get", "k", "--cluster", "b=[::1]:7000, c=host-c:7000");
        Assert.Equal(["n1=127.0.0.1:7100,n2=127.0.0.1:7110,n3=127.0.0.1:7120", "a=host-a:7000", "b=[::1]:7000,c=host-c:7000"], _client.Connector.Asked);
    }

    [Fact]
    public async Task A_wrong_environment_is_bad_usage()
    {
        _client.Environment = "nowhere";
        Assert.Equal(2, await _client.RunAsync("register", "get", "k"));
    }

    [Fact]
    public async Task Patience_is_given_in_seconds()
    {
        await _client.RunAsync("register", "get", "k", "--timeout", "2.5", "--connect-timeout", "1");
        Assert.Equal(TimeSpan.FromSeconds(2.5), _client.Connector.Patience!.Call);
        Assert.Equal(TimeSpan.FromSeconds(1), _client.Connector.Patience!.Connect);
    }
}
