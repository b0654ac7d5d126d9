using System.Text;
using Actors.Clustering.Nodes;
using Actors.Clustering.Tests.Cluster;
using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Paxos;

namespace Actors.Clustering.Tests;

/// <summary>A node that may have forgotten what it promised does not vote, and the others go on.</summary>
public sealed class AmnesiaTests
{
    [Fact]
    public async Task Nodes_with_their_own_stores_vote_after_every_start()
    {
        await using var nodes = await NodeSet.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            Assert.All(nodes.Names, name => Assert.Null(nodes[name].RefusesBecause));
            Assert.All(nodes.Names, name => Assert.Null(nodes[name].Gate.ClosedBecause));
            await nodes.StopAllAsync();
            await nodes.StartAllAsync();
        }
    }

    [Fact]
    public async Task A_wiped_store_does_not_vote_and_says_why()
    {
        await using var nodes = await NodeSet.StartAsync();
        var bound = nodes["n1"].Registers.StoreId;
        await nodes.StopAsync("n1");
        Directory.Delete(nodes.DirectoryOf("n1"), recursive: true);
        await nodes.StartAsync("n1");

        Assert.Contains(bound.ToString(), nodes["n1"].RefusesBecause);
        Assert.NotNull(nodes["n1"].Gate.ClosedBecause);
        Assert.Contains(nodes.Log.Lines, line => line.StartsWith("Node n1 does not vote", StringComparison.Ordinal));
        var status = await nodes["n2"].StatusAsync(CancellationToken.None);
        Assert.Equal(nodes["n1"].RefusesBecause, status.Single(node => node.Node == "n1").Problem);
        Assert.Null(status.Single(node => node.Node == "n3").Problem);

        await MembershipTableTests.InsertAsync(nodes.Table("n1"), Member.New());
        await MembershipTableTests.InsertAsync(nodes.Table("n2"), Member.New());
        await nodes.StopAsync("n3");
        await Assert.ThrowsAsync<ClusteringException>(() => nodes.Table("n2").ReadAll());
        Assert.Equal(AcceptorState.Initial, nodes["n1"].Registers.Inspect(nodes["n1"].Versions.Key(1)));
    }

    [Fact]
    public async Task A_store_put_back_from_before_its_last_start_does_not_vote()
    {
        await using var nodes = await NodeSet.StartAsync();
        await nodes.StopAsync("n2");
        var (present, old) = (nodes.DirectoryOf("n2"), nodes.DirectoryOf("old"));
        Files.Copy(present, old);
        await nodes.StartAsync("n2");
        Assert.Null(nodes["n2"].RefusesBecause);
        await nodes.StopAsync("n2");
        Directory.Move(present, nodes.DirectoryOf("last"));
        Files.Copy(old, present);
        await nodes.StartAsync("n2");
        Assert.Contains("start 2 of this node has happened before", nodes["n2"].RefusesBecause);

        // Trying again does not help.
        for (var i = 0; i < 3; i++)
        {
            await nodes.StopAsync("n2");
            await nodes.StartAsync("n2");
            Assert.NotNull(nodes["n2"].RefusesBecause);
        }

        await nodes.StopAsync("n2");
        Directory.Delete(present, recursive: true);
        Directory.Move(nodes.DirectoryOf("last"), present);
        await nodes.StartAsync("n2");
        Assert.Null(nodes["n2"].RefusesBecause);
    }

    /// <summary>The copy has tried a start that was not shown. All later processes of the node have ids of their own, so it cannot pass for one of them.</summary>
    [Fact]
    public async Task A_copy_of_a_node_that_waited_for_the_others_does_not_vote()
    {
        await using var nodes = await NodeSet.StartAsync();
        await nodes.StopAllAsync();
        var waiting = nodes.StartAsync("n1");
        while (nodes["n1"].RefusesBecause?.Contains("waits for a majority", StringComparison.Ordinal) != true) await Task.Delay(10);
        await nodes.StopAsync("n1");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        var (present, old) = (nodes.DirectoryOf("n1"), nodes.DirectoryOf("old"));
        Files.Copy(present, old);

        // n3 comes last: it took no part in the start of n1, and hears of it.
        await Task.WhenAll(nodes.StartAsync("n1"), nodes.StartAsync("n2"));
        await nodes.StartAsync("n3");
        await nodes.StopAsync("n3");
        var outcome = new RegisterKey("orders/1");
        Assert.Equal("shipped", await DecideAsync(nodes["n1"], outcome, "shipped"));
        await nodes.StopAllAsync();
        Directory.Move(present, nodes.DirectoryOf("last"));
        Files.Copy(old, present);
        // Without the vote of n1 there is no quorum for n3 to start.
        var third = nodes.StartAsync("n3");
        await nodes.StartAsync("n1");
        Assert.Contains("start 2 of this node has happened before", nodes["n1"].RefusesBecause);
        Assert.NotNull(nodes["n1"].Gate.ClosedBecause);
        Assert.Null(await DecideAsync(nodes["n3"], outcome, "cancelled"));

        await nodes.StopAsync("n1");
        Directory.Delete(present, recursive: true);
        Directory.Move(nodes.DirectoryOf("last"), present);
        await nodes.StartAsync("n1");
        await third;
        Assert.Null(nodes["n1"].RefusesBecause);
        Assert.Equal("shipped", await DecideAsync(nodes["n3"], outcome, "cancelled"));
    }

    /// <summary>Whatever a process has done of its start when it is gone, the next one may vote.</summary>
    [Fact]
    public async Task A_node_whose_starts_were_cut_short_votes_in_the_end()
    {
        await using var nodes = await NodeSet.StartAsync();
        await nodes.StopAsync("n1");
        for (var i = 0; i < 20; i++)
        {
            var starting = nodes.StartAsync("n1");
            await Task.Delay(3 * i);
            await nodes.StopAsync("n1");
            await starting.ContinueWith(_ => { }, TaskScheduler.Default);
        }
        await nodes.StartAsync("n1");
        Assert.Null(nodes["n1"].RefusesBecause);
    }

    [Fact]
    public async Task A_store_put_back_after_all_nodes_were_stopped_in_an_orderly_way_does_not_vote()
    {
        await using var nodes = await NodeSet.StartAsync();
        // A node that is suspected is not told: see docs/operations.md.
        foreach (var name in nodes.Names)
            while (nodes.Names.Any(nodes[name].Registers.Suspects)) await nodes.Table(name).ReadAll();
        var (present, old) = (nodes.DirectoryOf("n1"), nodes.DirectoryOf("old"));
        Files.Copy(present, old);
        var outcome = new RegisterKey("orders/1");
        Assert.Equal("shipped", await DecideAsync(nodes["n1"], outcome, "shipped"));
        foreach (var name in nodes.Names) nodes[name].BeginLeaving();
        await Task.WhenAll(nodes.Names.Select(name => nodes[name].LeaveAsync(CancellationToken.None)));
        await nodes.StopAllAsync();
        Directory.Delete(present, recursive: true);
        Directory.Move(old, present);

        var third = nodes.StartAsync("n3");
        await nodes.StartAsync("n1");
        Assert.Contains("another node has seen", nodes["n1"].RefusesBecause);
        Assert.Null(await DecideAsync(nodes["n3"], outcome, "cancelled"));
        await nodes.StartAsync("n2");
        await third;
        Assert.Null(nodes["n3"].RefusesBecause);
    }

    /// <summary>Nothing that nodes know of the application's store may be lost either.</summary>
    [Fact]
    public async Task What_is_known_of_a_further_store_is_there_again_after_all_nodes_were_stopped()
    {
        await using var nodes = new NodeSet();
        var ids = nodes.Names.ToDictionary(name => name, _ => Guid.NewGuid());
        Task Start(string name) => nodes.StartAsync(name, stores: new NamedStore("registers", ids[name]));
        await Task.WhenAll(nodes.Names.Select(Start));
        StoreMark[] marks = [new(1, 11), new(1, 12), new(2, 13, 5)];
        nodes["n1"].Memory.Note(marks);
        foreach (var name in nodes.Names) nodes[name].BeginLeaving();
        await Task.WhenAll(nodes.Names.Select(name => nodes[name].LeaveAsync(CancellationToken.None)));
        await nodes.StopAllAsync();
        await Task.WhenAll(nodes.Names.Select(Start));
        Assert.Equal(marks, nodes["n1"].Memory.Marks);
    }

    [Fact]
    public async Task A_store_put_back_from_after_its_last_start_does_not_vote_while_others_remember()
    {
        await using var nodes = await NodeSet.StartAsync();
        await nodes.StopAsync("n2");
        var (present, old) = (nodes.DirectoryOf("n2"), nodes.DirectoryOf("old"));
        await nodes.StartAsync("n2");
        // A copy of a running store, as a snapshot of the volume would take it.
        Files.Copy(present, old);
        // While it is suspected it is not asked to store anything.
        while (nodes["n1"].Registers.Suspects("n2")) await nodes.Table("n1").ReadAll();
        await MembershipTableTests.InsertAsync(nodes.Table("n1"), Member.New());
        await nodes.StopAsync("n2");
        Directory.Delete(present, recursive: true);
        Directory.Move(old, present);
        await nodes.StartAsync("n2");
        Assert.Contains("another node has seen", nodes["n2"].RefusesBecause);
        Assert.NotNull(nodes["n2"].Gate.ClosedBecause);

        // The others go on without it.
        await MembershipTableTests.InsertAsync(nodes.Table("n1"), Member.New());
        await nodes.StopAsync("n3");
        await Assert.ThrowsAsync<ClusteringException>(() => nodes.Table("n1").ReadAll());
    }

    [Fact]
    public async Task A_store_of_an_earlier_cluster_of_the_same_name_does_not_vote()
    {
        await using var nodes = await NodeSet.StartAsync();
        await nodes.StopAllAsync();
        var old = nodes.DirectoryOf("old");
        Directory.Move(nodes.DirectoryOf("n1"), old);
        foreach (var name in new[] { "n2", "n3" }) Directory.Delete(nodes.DirectoryOf(name), recursive: true);
        await nodes.StartAllAsync();
        await nodes.StopAsync("n1");
        Directory.Delete(nodes.DirectoryOf("n1"), recursive: true);
        Directory.Move(old, nodes.DirectoryOf("n1"));
        await nodes.StartAsync("n1");
        Assert.Contains("and bound is", nodes["n1"].RefusesBecause);
    }

    [Fact]
    public async Task One_node_that_remembers_is_enough_to_refuse_a_wiped_store()
    {
        await using var nodes = await NodeSet.StartAsync();
        var key = NodeKeys.Stores("n1");
        while (nodes["n2"].Registers.Inspect(key).Chosen is null) await nodes["n2"].Registers.LearnAsync(key, (await nodes["n2"].Registers.ReadAsync(key, CancellationToken.None)).Proposal!);
        await Task.WhenAll(nodes.StopAsync("n1"), nodes.StopAsync("n3"));
        Directory.Delete(nodes.DirectoryOf("n1"), recursive: true);
        await nodes.StartAsync("n1");
        Assert.Contains("and bound is", nodes["n1"].RefusesBecause);
    }

    [Fact]
    public async Task A_new_store_in_a_cluster_that_exists_does_not_count_its_own_vote()
    {
        await using var nodes = new NodeSet();
        await Task.WhenAll(nodes.StartAsync("n1"), nodes.StartAsync("n2"));
        await nodes.StopAsync("n2");
        var starting = nodes.StartAsync("n3");
        await nodes.Log.WaitAsync("Node n3 waits to show that its stores are its own");
        Assert.False(starting.IsCompleted);
        Assert.Contains("the others must decide first", nodes["n3"].RefusesBecause);
        await nodes.StartAsync("n2");
        await starting;
        Assert.Null(nodes["n3"].RefusesBecause);
    }

    [Fact]
    public async Task A_node_that_starts_for_the_first_time_when_the_cluster_exists_votes()
    {
        await using var nodes = new NodeSet();
        await Task.WhenAll(nodes.StartAsync("n1"), nodes.StartAsync("n2"));
        await MembershipTableTests.InsertAsync(nodes.Table("n1"), Member.New());
        await nodes.StartAsync("n3");
        Assert.Null(nodes["n3"].RefusesBecause);
        await nodes.StopAsync("n1");
        await MembershipTableTests.InsertAsync(nodes.Table("n2"), Member.New());
        Assert.Equal(2, (await nodes.Table("n3").ReadAll()).Members.Count);
    }

    [Fact]
    public async Task A_node_alone_waits_for_a_majority_and_says_for_whom()
    {
        await using var nodes = new NodeSet();
        var first = nodes.StartAsync("n1");
        await nodes.Log.WaitAsync("Node n1 waits for 2 of 3 nodes: n2 does not answer, n3 does not answer.");
        Assert.False(first.IsCompleted);
        await nodes.StartAsync("n2");
        await first;
        Assert.Null(nodes["n1"].RefusesBecause);
    }

    /// <summary>What a register holds after one call; null if it is not known.</summary>
    private static async Task<string?> DecideAsync(ClusterNode node, RegisterKey key, string value)
    {
        var outcome = await node.Registers.ProposeAsync(key, new Proposal(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes(value), "text/plain")), CancellationToken.None);
        return outcome.Proposal is { } winner ? Encoding.UTF8.GetString(winner.Value.Bytes.Span) : null;
    }

    [Fact]
    public async Task Another_store_beside_the_own_one_is_bound_with_it()
    {
        await using var nodes = new NodeSet();
        var ids = nodes.Names.ToDictionary(name => name, _ => Guid.NewGuid());
        await Task.WhenAll(nodes.Names.Select(name => nodes.StartAsync(name, stores: new NamedStore("registers", ids[name]))));
        Assert.All(nodes.Names, name => Assert.Null(nodes[name].RefusesBecause));
        await nodes.StopAsync("n3");
        await nodes.StartAsync("n3", stores: new NamedStore("registers", Guid.NewGuid()));
        Assert.Contains("store 'registers' is", nodes["n3"].RefusesBecause);
        Assert.NotNull(nodes["n3"].Gate.ClosedBecause);
    }
}
