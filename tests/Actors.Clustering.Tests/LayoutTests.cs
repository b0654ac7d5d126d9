using Actors.Clustering.Nodes;
using Actors.Clustering.Tests.Cluster;
using Actors.Clustering.Transport;
using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Paxos;
using Actors.Storage.RocksDb;

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
        var port = FreePorts.One();
        var refusal = await RefusalAsync(nodes.Create("n4", options => options.Nodes.Add("n4", $"127.0.0.1:{port}")));
        Assert.Contains("only here: n4", refusal);
        Assert.Contains("than node 'n", refusal);
    }

    [Fact]
    public async Task A_store_with_the_records_of_an_earlier_version_is_refused_and_says_what_to_do()
    {
        await using var nodes = new NodeSet();
        using (var store = RocksDbRegisterStore.Open(nodes.DirectoryOf("n1"), "n1", new RocksDbStoreOptions()))
        {
            Assert.Null(NodeRecords.Claim(store, "n1", new ClusterIdentity("test", nodes.Names, Acceptors: 3)));
        }
        var refusal = await RefusalAsync(nodes.Create("n1"));
        Assert.Contains("format 2 here, 1 there", refusal);
        Assert.Contains("delete the clustering directory of every one", refusal);
    }

    [Fact]
    public void Records_that_do_not_name_their_format_are_of_the_first()
    {
        var present = ClusterIdentity.Of("c", new ClusterLayout(["n1", "n2", "n3"], 3));
        var earlier = new RegisterValue("""{"clusterId":"c","nodes":["n1","n2","n3"],"acceptors":3}"""u8.ToArray(), "application/json");
        Assert.Contains("format 2 here, 1 there", present.Conflict(earlier, "there"));
        Assert.Null(present.Conflict(present.Encode(), "there"));
    }

    [Fact]
    public async Task An_acceptor_answers_neither_for_another_node_nor_to_another_cluster()
    {
        await using var nodes = await NodeSet.StartAsync();
        using var client = new NodeClient(TimeSpan.FromSeconds(1));
        var (address, identity) = (nodes.AddressOf("n2"), nodes["n1"].Identity);
        var another = ClusterIdentity.Of("another", nodes["n1"].Registers.Layout);

        var request = BatchCodec.Encode(new AcceptorRequest("n1", default, []), nodes["n1"].Registers.Layout);

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
