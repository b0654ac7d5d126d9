using Actors.Clustering.Hosting;
using Actors.Clustering.Nodes;

namespace Actors.Clustering.Tests;

/// <summary>Wrong configurations are refused before a node answers anybody.</summary>
public sealed class OptionsTests
{
    [Fact]
    public void Three_nodes_and_a_directory_are_enough() => Assert.Null(Problem(_ => { }));

    public static TheoryData<string, Action<WriteOnceClusteringOptions>> Wrong => new()
    {
        { "3 acceptors need as many nodes", options => options.Nodes.Remove("n3") },
        { "DataDirectory must be given", options => options.DataDirectory = " " },
        { "'nowhere' of node 'n2' is not host:port", options => options.Nodes["n2"] = "nowhere" },
        { "'a b' is no node name", options => options.Nodes["a b"] = "127.0.0.1:1" },
        { "does not have this node, 'n1'", options => { options.Nodes.Remove("n1"); options.Nodes["n4"] = "127.0.0.1:4"; } },
        { "OperationTimeout must be between", options => options.OperationTimeout = TimeSpan.Zero },
        { "OperationTimeout must be at least Proposer.NoQuorumAfter", options => options.OperationTimeout = TimeSpan.FromSeconds(1.9) },
        { "StartTimeout must be between", options => options.StartTimeout = TimeSpan.FromHours(2) },
        { "MessageTimeout must be between", options => options.MessageTimeout = TimeSpan.FromMinutes(1) },
        { "ConnectTimeout must be between", options => options.ConnectTimeout = TimeSpan.Zero },
        { "NoQuorumAfter must be between", options => options.Proposer.NoQuorumAfter = TimeSpan.Zero },
        { "BatchSizeMax must be at most 64", options => options.Proposer.BatchSizeMax = 65 },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_wrong_option_is_named(string expected, Action<WriteOnceClusteringOptions> configure) =>
        Assert.Contains(expected, Problem(configure));

    [Fact]
    public void A_cluster_id_that_fits_no_register_is_refused()
    {
        var options = Options();
        Assert.Contains("ClusterId", WriteOnceClusteringOptionsValidator.Problem(options, "n1", new string('x', 257)));
        Assert.Contains("ClusterId", WriteOnceClusteringOptionsValidator.Problem(options, "n1", ""));
    }

    [Fact]
    public void A_client_needs_nodes_to_ask()
    {
        var options = new WriteOnceGatewayOptions();
        Assert.Contains("at least one node", WriteOnceGatewayOptionsValidator.Problem(options));
        options.Nodes.Add("nowhere");
        Assert.Contains("'nowhere' is not host:port", WriteOnceGatewayOptionsValidator.Problem(options));
        options.Nodes[0] = "127.0.0.1:7102";
        Assert.Null(WriteOnceGatewayOptionsValidator.Problem(options));
        options.Timeout = TimeSpan.Zero;
        Assert.Contains("Timeout must be between", WriteOnceGatewayOptionsValidator.Problem(options));
    }

    [Theory]
    [InlineData("10.0.0.1:7102", "10.0.0.1", 7102)]
    [InlineData("node-1.example:80", "node-1.example", 80)]
    [InlineData("[::1]:7102", "::1", 7102)]
    public void An_address_is_host_and_port(string text, string host, int port) =>
        Assert.Equal(new NodeAddress(host, port), NodeAddress.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(":7102")]
    [InlineData("host")]
    [InlineData("host:")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("::1:7102")]
    [InlineData("a b:7102")]
    public void Anything_else_is_no_address(string? text) => Assert.False(NodeAddress.TryParse(text, out _));

    private static string? Problem(Action<WriteOnceClusteringOptions> configure)
    {
        var options = Options();
        configure(options);
        return WriteOnceClusteringOptionsValidator.Problem(options, "n1", "cluster");
    }

    private static WriteOnceClusteringOptions Options() =>
        new() { DataDirectory = "data", Nodes = { ["n1"] = "127.0.0.1:1", ["n2"] = "127.0.0.1:2", ["n3"] = "127.0.0.1:3" } };
}
