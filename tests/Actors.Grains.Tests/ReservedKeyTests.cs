using Actors.Engine;
using Actors.Grains.Tests.Cluster;
using Actors.Paxos;

namespace Actors.Grains.Tests;

/// <summary>Which keys the ways into a node write, and which they do not.</summary>
public sealed class ReservedKeyTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private static readonly ClusterLayout Layout = new(["n1", "n2", "n3"], 3);

    private TestCluster Cluster => fixture.Cluster;

    public static TheoryData<string> System => [.. KeySpace.System.Select(prefix => $"{prefix}forged"), "log/locks/0000000000000000"];

    [Theory]
    [MemberData(nameof(System))]
    public async Task Neither_the_registers_nor_the_grain_write_a_key_of_the_system(string name)
    {
        var key = new RegisterKey(name);
        await Assert.ThrowsAsync<ArgumentException>(() => Cluster.Registers("n1").ProposeAsync(key, Forged()));
        await Assert.ThrowsAsync<ArgumentException>(() => Cluster.Grains("n1").GetGrain<IWriteOnceGrain>(name).ProposeAsync(Forged()));
        // Nothing holds a floor: all nodes say that it was trimmed.
        var nothing = SlotKey.IsFloor(key) ? TrimmedSlot.Proposal : null;
        Assert.Equal(nothing, (await Cluster.Registers("n1").ReadAsync(key)).Proposal);
        Assert.Equal(nothing, (await Cluster.Grains("n1").GetGrain<IWriteOnceGrain>(name).ReadAsync()).Proposal);
    }

    [Theory]
    [InlineData("n1")]
    [InlineData("n2")]
    public async Task A_node_takes_no_identity_key_from_a_client(string to)
    {
        var node = Cluster.Grains("n1").GetGrain<INodeGrain>(0);
        var terms = (await node.GreetAsync()).Terms;
        var ballot = new Ballot(1, new ProposerId("client", 1, 1));
        foreach (var message in new AcceptorMessage[] { new Accept(Ballot.Fast, Forged()), new Prepare(ballot), new Learn(Forged()) })
            foreach (var name in new[] { "node/n1/stores", "cluster/forged", "config/forged", "log/membership/forged/0000000000000001" })
            {
                var batch = BatchCodec.Encode(new AcceptorRequest("client", default, [], [new RegisterMessage(new RegisterKey(name), message)]), Layout);
                await Assert.ThrowsAsync<ArgumentException>(() => node.ProcessAsync(terms, to, batch));
                await Assert.ThrowsAsync<ArgumentException>(() => Cluster.Grains("n1").GetGrain<IAcceptorGrain>(to).ProcessAsync(batch));
                Assert.DoesNotContain(new RegisterKey(name), Cluster.Disks[to].Durable.Keys);
            }
        await Assert.ThrowsAsync<ArgumentException>(() => node.TrimAsync("membership/forged", 5));
        var look = BatchCodec.Encode(new AcceptorRequest("client", default, [], [new RegisterMessage(NodeKey, new Read())]), Layout);
        Assert.Single(BatchCodec.DecodeAnswer((await node.ProcessAsync(terms, to, look)).Batch).Replies);
    }

    [Fact]
    public async Task All_that_nodes_write_for_themselves_is_of_the_system()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.Grains("n1").GetGrain<INodeGrain>(0).GreetAsync();
        var keys = cluster.Disks["n1"].Durable.Keys.ToList();
        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.Equal(KeyKind.Identity, KeySpace.KindOfAny(key)));
    }

    private static RegisterKey NodeKey => new("node/n1/stores");

    private static Proposal Forged() => new(ProposalId.New(), new RegisterValue("forged"u8.ToArray(), "text/plain"));
}
