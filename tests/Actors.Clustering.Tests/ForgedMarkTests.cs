using System.Net;
using Actors.Clustering.Tests.Cluster;
using Actors.Clustering.Transport;
using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Paxos;

namespace Actors.Clustering.Tests;

/// <summary>What a stranger says of stores. What cannot be true is refused; what can is believed, and this is the way back from it: see docs/operations.md.</summary>
public sealed class ForgedMarkTests
{
    private static readonly StoreMark Plausible = new(3, 1_000_000_000);

    [Theory]
    [InlineData(ProposerId.IncarnationMax + 1, 1)]
    [InlineData(1, StoreMark.SequenceMax + 1)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public async Task A_mark_that_no_store_can_have_come_to_is_neither_stored_nor_told(long incarnation, long sequence)
    {
        await using var nodes = await NodeSet.StartAsync();
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => ForgeAsync(nodes, "n2", new StoreMark(incarnation, sequence)));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.All(nodes.Names, name => Assert.All(nodes[name].Registers.Marks, mark => Assert.InRange(mark.Sequence, 0, 1_000)));
        await MembershipTableTests.InsertAsync(nodes.Table("n1"), Member.New());
        Assert.All(nodes.Names, name => Assert.Null(nodes[name].RefusesBecause));
    }

    [Fact]
    public async Task A_plausible_one_stops_the_node_that_it_names_until_all_nodes_were_killed_and_started()
    {
        await using var nodes = await NodeSet.StartAsync();
        await ForgeAsync(nodes, "n2", Plausible);
        await RefusesAsync(nodes, "n1");
        // One node started again hears of it from the others.
        await nodes.StopAsync("n1");
        await nodes.StartAsync("n1");
        Assert.NotNull(nodes["n1"].RefusesBecause);
        // An orderly stop of all has the others record it.
        await LeaveAsync(nodes);
        await nodes.StopAllAsync();
        await nodes.StartAllAsync();
        await RefusesAsync(nodes, "n1");
        // Killed, nobody records anything, and what was recorded before the last start counts no more.
        await nodes.StopAllAsync();
        await nodes.StartAllAsync();
        Assert.All(nodes.Names, name => Assert.Null(nodes[name].RefusesBecause));
        await MembershipTableTests.InsertAsync(nodes.Table("n1"), Member.New());
    }

    /// <summary>Its own record would be what it reads at every later start.</summary>
    [Fact]
    public async Task A_node_that_heard_of_one_and_stops_before_it_has_looked_at_its_store_does_not_record_it()
    {
        await using var nodes = await NodeSet.StartAsync();
        await ForgeAsync(nodes, "n1", Plausible);
        await LeaveAsync(nodes, "n1");
        var start = nodes["n1"].Records.LastStart;
        Assert.Null(nodes["n1"].Records.StopOf("n1", start));
        Assert.Null(nodes["n2"].Records.StopOf("n1", start));
    }

    [Fact]
    public async Task A_record_of_a_stop_that_a_stranger_has_decided_keeps_no_node_from_starting()
    {
        await using var nodes = await NodeSet.StartAsync();
        var start = nodes["n1"].Records.LastStart;
        foreach (var (name, forged) in new[] { ("n1", "no JSON"), ("n2", """{"clustering":null}"""), ("n3", """{"clustering":[{"incarnation":9e18,"sequence":1},{"incarnation":4294967297,"sequence":1}]}""") })
            await nodes["n2"].Registers.ProposeAsync(NodeKeys.Stop(name, start), new Proposal(ProposalId.New(), new RegisterValue(System.Text.Encoding.UTF8.GetBytes(forged), "")), default);
        await nodes.StopAllAsync();
        await nodes.StartAllAsync();
        Assert.All(nodes.Names, name => Assert.Null(nodes[name].RefusesBecause));
    }

    /// <summary>Tells <paramref name="to"/> of the store of n1.</summary>
    private static async Task ForgeAsync(NodeSet nodes, string to, StoreMark mark)
    {
        using var client = new NodeClient(TimeSpan.FromSeconds(1));
        var request = new AcceptorRequest("stranger", default, [mark], []);
        await client.PostAsync(nodes.AddressOf(to), to, nodes["n1"].Identity.Fingerprint, Wire.Acceptors, BatchCodec.Encode(request, nodes[to].Registers.Layout), default);
    }

    private static async Task RefusesAsync(NodeSet nodes, string name)
    {
        await Eventually.IsAsync($"{name} refuses", async () =>
        {
            // What is told travels with whatever is sent.
            await nodes["n2"].Registers.ReadAsync(new RegisterKey("any"), default);
            return nodes[name].RefusesBecause is not null;
        });
        Assert.Contains("another node has seen 1000000000 writes", nodes[name].RefusesBecause, StringComparison.Ordinal);
    }

    private static async Task LeaveAsync(NodeSet nodes, params string[] names)
    {
        var leaving = names.Length == 0 ? nodes.Names : names;
        foreach (var name in leaving) nodes[name].BeginLeaving();
        await Task.WhenAll(leaving.Select(name => nodes[name].LeaveAsync(CancellationToken.None)));
    }
}
