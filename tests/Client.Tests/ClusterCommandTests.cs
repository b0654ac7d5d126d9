using Actors.Registers;

namespace Actors.Client.Tests;

public sealed class ClusterCommandTests
{
    private static readonly Guid Store = Guid.Parse("4be1bb4e-6c5c-4a2e-9d3a-0c8f5b7f6a11");
    private static readonly NodeView Well = new("n1", true, null, 3, Store);
    private readonly CommandLine _client = new();

    [Fact]
    public async Task The_nodes_are_shown()
    {
        _client.Registers.Nodes = [Well, Well with { Node = "n2" }, new NodeView("n3", false, "It is down.", null, null)];
        Assert.Equal(0, await _client.RunAsync("cluster"));
        Assert.Contains("It is down.", _client.Output, StringComparison.Ordinal);
        var (_, json) = await _client.RunJsonAsync("cluster");
        Assert.Equal(3, json.GetProperty("nodes").GetArrayLength());
        Assert.Equal(
            $$"""{"node":"n1","answers":true,"incarnation":3,"storeId":"{{Store}}"}""", json.GetProperty("nodes")[0].GetRawText());
    }

    [Fact]
    public async Task A_node_that_does_not_vote_counts_as_down()
    {
        _client.Registers.Nodes = [Well, Well with { Node = "n2", Problem = "The disk is full." }, new NodeView("n3", false, "It is down.", null, null)];
        Assert.Equal(3, await _client.RunAsync("cluster"));
    }
}
