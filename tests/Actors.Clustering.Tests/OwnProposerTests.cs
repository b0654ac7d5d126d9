using Actors.Clustering.Tests.Cluster;
using Actors.Paxos;

namespace Actors.Clustering.Tests;

/// <summary>
/// A node's start and its membership wait for nothing that others ask of it. Here what others ask is stuck: the queues of its proposer to both other nodes have a
/// batch under way that is never answered. Whatever shared that proposer would wait behind it.
/// </summary>
public sealed class OwnProposerTests
{
    private static readonly RegisterKey Callers = new("callers/1");

    [Fact]
    public async Task A_node_starts_while_what_callers_ask_of_it_is_stuck()
    {
        await using var nodes = await NodeSet.StartAsync();
        await nodes.StopAllAsync();
        var jam = JamOf(nodes);
        nodes.Log = new LogCollector();
        var start = nodes.StartAsync("n1", Jam.Patiently);
        // It has opened its store by then.
        await nodes.Log.WaitAsync("Node n1 waits for 2 of 3 nodes");
        var call = nodes["n1"].Registers.ReadAsync(Callers, default);
        AssertStuck(jam());
        await Task.WhenAll(start, nodes.StartAsync("n2"));
        Assert.Null(nodes["n1"].RefusesBecause);
        Assert.False(call.IsCompleted);
    }

    [Fact]
    public async Task The_table_is_read_and_written_while_what_callers_ask_is_stuck()
    {
        await using var nodes = await NodeSet.StartAsync();
        await nodes.StopAsync("n1");
        var jam = JamOf(nodes);
        await nodes.StartAsync("n1", Jam.Patiently);
        var call = nodes["n1"].Registers.ReadAsync(Callers, default);
        AssertStuck(jam());
        await MembershipTableTests.InsertAsync(nodes.Table("n1"), Member.New());
        Assert.Single((await nodes.Table("n1").ReadAll()).Members);
        Assert.False(call.IsCompleted);
    }

    [Fact]
    public async Task The_table_is_read_and_written_while_what_clients_ask_for_gateways_is_stuck()
    {
        await using var nodes = await NodeSet.StartAsync();
        await nodes.StopAsync("n1");
        var jam = JamOf(nodes);
        await nodes.StartAsync("n1", Jam.Patiently);
        jam().Sticks = request => request.Messages.Any(message => message.Message is Read);
        var gateways = nodes["n1"].Gateways.FindAsync(default);
        AssertStuck(jam());
        jam().Sticks = _ => false;
        await MembershipTableTests.InsertAsync(nodes.Table("n1"), Member.New());
        Assert.Single((await nodes.Table("n1").ReadAll()).Members);
        await gateways;
    }

    private static void AssertStuck(Jam jam) => Assert.Equal(["n2", "n3"], jam.Stuck.Order());

    /// <summary>The jam of the next node that is made.</summary>
    private static Func<Jam> JamOf(NodeSet nodes)
    {
        Jam? jam = null;
        nodes.Way = way => jam = new Jam(way) { Sticks = request => request.Messages.Any(message => message.Key == Callers) };
        return () => jam!;
    }
}
