using Actors.Server.Hosting;

namespace Actors.Server.Tests;

/// <summary>A wrong configuration is refused before a node answers any caller, and the refusal names what is wrong.</summary>
public sealed class OptionsTests
{
    [Fact]
    public void A_node_three_nodes_and_a_directory_are_enough() => Assert.Null(Problem(_ => { }));

    public static TheoryData<string, Action<WriteOnceNodeOptions>> Wrong => new()
    {
        { "Node, the name of this node, must be given.", options => options.Node = " " },
        { "DataDirectory must be given.", options => options.DataDirectory = "" },
        { "Acceptors must be 3 or 5; it is 4.", options => options.Acceptors = 4 },
        { "ConnectionsMax must be between 8 and 1000000; it is 7.", options => options.ConnectionsMax = 7 },
        { "StartTimeout must be between zero and 1 hour", options => options.StartTimeout = TimeSpan.FromHours(2) },
        { "Nodes: 'nowhere' is not host:port with a port of 1 to 65533. It is the address of node 'n2'.", options => options.Nodes["n2"] = "nowhere" },
        { "Nodes: '127.0.0.1:65534' is not host:port", options => options.Nodes["n2"] = "127.0.0.1:65534" },
        { "Nodes: 'n1' and 'n2' share a port: a node uses its port and the 2 above it.", options => options.Nodes["n2"] = "127.0.0.1:7102" },
        { "Nodes (n1, n2, n3) does not have this node, 'n4'.", options => options.Node = "n4" },
        { "3 acceptors need as many nodes", options => options.Nodes.Remove("n3") },
        { "5 acceptors need as many nodes", options => options.Acceptors = 5 },
        { "'a b' is no node name", options => options.Nodes["a b"] = "127.0.0.1:7130" },
        { "Nodes: the host of 'n1' (no-such-host.invalid:7100) has no address", options => options.Nodes["n1"] = "no-such-host.invalid:7100" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_wrong_option_is_named(string expected, Action<WriteOnceNodeOptions> configure) =>
        Assert.Contains(expected, Problem(configure), StringComparison.Ordinal);

    public static TheoryData<string, Action<WriteOnceClientOptions>> WrongForClients => new()
    {
        { "Nodes must name at least one node.", options => options.Nodes.Clear() },
        { "Nodes: 'nowhere' is not host:port", options => options.Nodes["n1"] = "nowhere" },
        { "OperationTimeout must be more than 0", options => options.OperationTimeout = TimeSpan.Zero },
        { "OperationTimeout must be more than 0", options => options.OperationTimeout = TimeSpan.FromDays(2) },
    };

    [Theory]
    [MemberData(nameof(WrongForClients), DisableDiscoveryEnumeration = true)]
    public void A_clients_wrong_option_is_named(string expected, Action<WriteOnceClientOptions> configure)
    {
        var options = new WriteOnceClientOptions { Nodes = { ["n1"] = "127.0.0.1:7100" } };
        Assert.Null(WriteOnceClientOptionsValidator.Problem(options));
        configure(options);
        Assert.Contains(expected, WriteOnceClientOptionsValidator.Problem(options), StringComparison.Ordinal);
    }

    private static string? Problem(Action<WriteOnceNodeOptions> configure)
    {
        var options = new WriteOnceNodeOptions
        {
            Node = "n1", DataDirectory = "data", Nodes = { ["n1"] = "127.0.0.1:7100", ["n2"] = "127.0.0.1:7110", ["n3"] = "127.0.0.1:7120" },
        };
        configure(options);
        return WriteOnceNodeOptionsValidator.Problem(options);
    }
}
