using Actors.Clustering.Nodes;
using Actors.Clustering.Tests.Cluster;
using Actors.Clustering.Transport;
using Actors.Engine;

namespace Actors.Clustering.Tests;

/// <summary>One cluster, one layout, for ever: two of them could form quorums that never meet.</summary>
public sealed class LayoutTests
{
    [Fact]
    public async Task A_node_started_again_with_another_list_refuses_and_says_which_nodes_differ()
    {
        await using var nodes = await NodeSet.StartAsync();
        await nodes.StopAsync("n3");
        var refusal = await RefusalAsync(nodes.Create("n3", options =>
        {
            options.Nodes.Remove("n1");
            options.Nodes.Add("n7", "127.0.0.1:1");
        }));
        Assert.Contains("only here: n7", refusal);
        Assert.Contains("missing here: n1", refusal);
        await nodes.StartAsync("n3");
        Assert.Null(nodes["n3"].RefusesBecause);
    }

    [Fact]
    public async Task A_node_started_again_with_other_acceptors_refuses_and_says_so()
    {
        await using var nodes = await NodeSet.StartAsync(nodes: 5);
        await nodes.StopAsync("n5");
        Assert.Contains("acceptors: 5 here, 3 there", await RefusalAsync(nodes.Create("n5", options => options.Acceptors = 5)));
    }

    [Fact]
    public async Task A_new_node_that_nobody_has_in_its_list_refuses()
    {
        await using var nodes = await NodeSet.StartAsync();
        var port = Ports.Free(1)[0];
        var refusal = await RefusalAsync(nodes.Create("n4", options => options.Nodes.Add("n4", $"127.0.0.1:{port}")));
        Assert.Contains("only here: n4", refusal);
        Assert.Contains("than node 'n", refusal);
    }

    [Fact]
    public async Task An_acceptor_answers_neither_for_another_node_nor_to_another_cluster()
    {
        await using var nodes = await NodeSet.StartAsync();
        using var client = new NodeClient(TimeSpan.FromSeconds(1));
        var (address, identity) = (nodes.AddressOf("n2"), nodes["n1"].Identity);
        var another = ClusterIdentity.Of("another", nodes["n1"].Registers.Layout);

        var request = BatchCodec.Encode(new AcceptorRequest("n1", default, []));

        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(address, "n1", identity.Fingerprint, Wire.Acceptors, request, default));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(address, "n2", another.Fingerprint, Wire.Acceptors, request, default));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(address, "n2", identity.Fingerprint, Wire.Acceptors, [9, 9, 9], default));
        Assert.Empty(BatchCodec.DecodeAnswer(await client.PostAsync(address, "n2", identity.Fingerprint, Wire.Acceptors, request, default)).Replies);
    }

    private static async Task<string> RefusalAsync(ClusterNode node)
    {
        await using (node)
            return (await Assert.ThrowsAsync<ClusteringException>(() => node.StartAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)))).Message;
    }
}
