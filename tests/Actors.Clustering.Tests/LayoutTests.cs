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

    [Theory]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    [InlineData(5, 5)]
    [InlineData(7, 5)]
    public void A_new_cluster_has_as_many_acceptors_as_its_nodes_allow(int nodes, int acceptors) =>
        Assert.Equal(acceptors, ClusterIdentity.New("c", Enumerable.Range(1, nodes).Select(node => $"n{node}")).Acceptors);

    [Fact]
    public async Task Of_five_nodes_two_may_be_gone()
    {
        await using var nodes = await NodeSet.StartAsync(nodes: 5);
        await Task.WhenAll(nodes.StopAsync("n1"), nodes.StopAsync("n2"));
        for (var i = 0; i < 8; i++) await MembershipTableTests.InsertAsync(nodes.Table("n3"), Member.New());
        Assert.Equal(8, (await nodes.Table("n5").ReadAll()).Members.Count);
        await nodes.StartAsync("n1");
        Assert.Null(nodes["n1"].RefusesBecause);
    }

    [Fact]
    public async Task A_cluster_keeps_the_acceptors_that_it_was_set_up_with_and_new_stores_take_them()
    {
        await using var nodes = new NodeSet(nodes: 5);
        string[] old = ["n1", "n2", "n3", "n4"];
        foreach (var name in old)
        {
            using var store = RocksDbRegisterStore.Open(nodes.DirectoryOf(name), name, new RocksDbStoreOptions());
            Assert.Null(NodeRecords.Claim(store, name, ClusterIdentity.Of("test", new ClusterLayout(nodes.Names, 3))));
            // They were there when the cluster began. Otherwise one that starts after the first is a newcomer, whose own vote on its stores does not count: it may need n5.
            store.Note(NodeKeys.Founder(name), AcceptorState.Initial with { Chosen = new Proposal(ProposalId.New(), new RegisterValue(default, "")) });
        }
        await Task.WhenAll(old.Select(name => nodes.StartAsync(name)));
        await nodes.Log.WaitAsync("Node n1: cluster 'test' was set up with 3 acceptors");
        await MembershipTableTests.InsertAsync(nodes.Table("n1"), Member.New());

        // One that was never there takes part; one that has lost its store is found out by its store, not by its layout.
        await nodes.StartAsync("n5");
        Assert.Null(nodes["n5"].RefusesBecause);
        await nodes.StopAsync("n4");
        Directory.Delete(nodes.DirectoryOf("n4"), recursive: true);
        await nodes.StartAsync("n4");
        Assert.Contains("and bound is", nodes["n4"].RefusesBecause);
        Assert.All(nodes.Names, name => Assert.Equal(3, nodes[name].Identity.Acceptors));
        Assert.Single((await nodes.Table("n5").ReadAll()).Members);

        await nodes.StopAllAsync();
        await nodes.StartAllAsync();
        Assert.All(nodes.Names, name => Assert.Equal(3, nodes[name].Identity.Acceptors));
    }

    [Fact]
    public void A_node_without_a_past_takes_what_one_says_that_has_one_and_waits_for_a_majority_otherwise()
    {
        string[] names = ["n1", "n2", "n3", "n4", "n5"];
        var present = ClusterIdentity.New("c", names);
        var earlier = ClusterIdentity.Of("c", new ClusterLayout(names, 3));
        Assert.Null(present.Joined([]));
        Assert.Null(present.Joined([Says("n2", present)]));
        Assert.Null(present.Joined([Says("n2", present), Says("n2", present)]));
        Assert.Equal(5, present.Joined([Says("n2", present), Says("n3", present)])!.Acceptors);
        Assert.Equal(3, present.Joined([Says("n2", present), Says("n3", present), Says("n4", earlier)])!.Acceptors);
        // Of another cluster: its start will say so.
        Assert.Same(present, present.Joined([Says("n2", ClusterIdentity.Of("another", new ClusterLayout(names, 3)))]));
        Assert.Same(present, present.Joined([Says("n2", new ClusterIdentity("c", names, Acceptors: 4, ClusterIdentity.PresentFormat))]));

        static NodeAnswer Says(string node, ClusterIdentity cluster) => new(node, cluster, IsBound: false, KnowsOpen: false, Binding: null);
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
