using System.Text;
using Actors.Engine;
using Actors.Grains.Tests.Cluster;
using Actors.Paxos;

namespace Actors.Grains.Tests;

/// <summary>What clients, which are proposers of their own, meet at a node.</summary>
public sealed class NodeGrainTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private const string Client = "client:test";

    private TestCluster Cluster => fixture.Cluster;

    [Fact]
    public async Task A_node_answers_for_itself_and_hands_on_what_is_for_another()
    {
        var greeting = await Node("n1").GreetAsync();
        Assert.Equal(("n1", 3), (greeting.Node, greeting.Acceptors));
        Assert.Equal(Cluster.Nodes, greeting.Nodes);
        foreach (var to in Cluster.Nodes)
        {
            var answer = await Node("n1").ProcessAsync(greeting.Terms, to, Accept($"node-grain/{to}"));
            Assert.Equal(to != "n1", answer.Forwarded);
            Assert.Equal(new Accepted(Ballot.Fast), Assert.Single(BatchCodec.DecodeAnswer(answer.Batch).Replies));
            Assert.Equal(to == "n1", Cluster.Disks["n1"].Durable.ContainsKey(new RegisterKey($"node-grain/{to}")));
        }
    }

    [Fact]
    public async Task A_batch_under_the_terms_of_another_cluster_is_not_answered_and_changes_nothing()
    {
        await using var another = await TestCluster.StartAsync();
        var others = (await another.Grains("n1").GetGrain<INodeGrain>(0).GreetAsync()).Terms;
        var answer = await Node("n1").ProcessAsync(others, "n1", Accept("node-grain/other-terms"));
        Assert.Null(answer.Batch);
        Assert.DoesNotContain(new RegisterKey("node-grain/other-terms"), Cluster.Disks["n1"].Durable.Keys);
    }

    [Fact]
    public async Task All_nodes_of_a_cluster_have_the_same_terms()
    {
        var terms = await Task.WhenAll(Cluster.Nodes.Select(async node => (await Node(node).GreetAsync()).Terms));
        Assert.Single(terms.Distinct());
    }

    [Fact]
    public async Task A_batch_under_another_layout_is_not_answered_and_changes_nothing()
    {
        var batch = Accept("node-grain/other-layout", new ClusterLayout(["n1", "n2", "n3", "n4", "n5"], 3));
        await Assert.ThrowsAsync<InvalidDataException>(() => Cluster.Grains("n1").GetGrain<IAcceptorGrain>("n2").ProcessAsync(batch));
        Assert.DoesNotContain(new RegisterKey("node-grain/other-layout"), Cluster.Disks["n2"].Durable.Keys);
    }

    [Fact]
    public async Task A_node_whose_disk_does_not_write_greets_all_the_same()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Disks["n1"].FailWrites = true;
        await cluster.Registers("n1").ProposeAsync(new RegisterKey("node-grain/not-written"), new Proposal(ProposalId.New(), new RegisterValue(default, "text/plain")));
        await Eventually.IsAsync("n1 refuses", async () => (await cluster.Grains("n1").GetGrain<IAcceptorGrain>("n1").DescribeAsync()).Problem is not null);
        Assert.Equal("n1", (await cluster.Grains("n1").GetGrain<INodeGrain>(0).GreetAsync()).Node);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_node_tells_another_what_a_client_has_seen_of_it()
    {
        var terms = (await Node("n1").GreetAsync()).Terms;
        // Handing a batch on is no look at its answer; but n1 may still be telling n3 what the terms are, and look at that answer.
        StoreMark written;
        var i = 0;
        do written = BatchCodec.DecodeAnswer((await Node("n1").ProcessAsync(terms, "n3", Accept($"node-grain/heard{i++}"))).Batch).Mark;
        while ((await SeenOfN3Async()).Sequence >= written.Sequence);
        var request = new AcceptorRequest(Client, default, [default, default, written], []);
        await Node("n1").ProcessAsync(terms, "n1", BatchCodec.Encode(request, Layout));
        Assert.Equal(written, await SeenOfN3Async());
    }

    private async Task<StoreMark> SeenOfN3Async() =>
        BatchCodec.DecodeAnswer(await Cluster.Grains("n1").GetGrain<IAcceptorGrain>("n1").ProcessAsync(BatchCodec.Encode(new AcceptorRequest("n3", default, []), Layout))).Heard[2];

    private static ClusterLayout Layout { get; } = new(["n1", "n2", "n3"], 3);

    // A stateless worker lives where the call is made.
    private INodeGrain Node(string node) => Cluster.Grains(node).GetGrain<INodeGrain>(0);

    private static byte[] Accept(string key, ClusterLayout? layout = null)
    {
        var proposal = new Proposal(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes("ship"), "text/plain"));
        return BatchCodec.Encode(new AcceptorRequest(Client, default, [], [new RegisterMessage(new RegisterKey(key), new Accept(Ballot.Fast, proposal))]), layout ?? Layout);
    }
}
