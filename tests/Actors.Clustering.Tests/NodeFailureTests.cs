using Actors.Clustering.Membership;
using Actors.Clustering.Tests.Cluster;
using Actors.Engine.Identity;
using Actors.Paxos;

namespace Actors.Clustering.Tests;

/// <summary>Nodes that stop and start again.</summary>
public sealed class NodeFailureTests
{
    [Theory]
    [InlineData("n1")]
    [InlineData("n3")]
    public async Task Any_one_node_may_be_gone(string victim)
    {
        await using var nodes = await NodeSet.StartAsync();
        await MembershipTableTests.InsertAsync(nodes.Table(victim), Member.New());
        await nodes.StopAsync(victim);
        foreach (var survivor in nodes.Names.Where(name => name != victim))
            await MembershipTableTests.InsertAsync(nodes.Table(survivor), Member.New());
        Assert.Equal(3, (await nodes.Table("n2").ReadAll()).Members.Count);
        await nodes.StartAsync(victim);
        Assert.Equal(3, (await nodes.Table(victim).ReadAll()).Version.Version);
    }

    [Fact]
    public async Task Without_a_majority_calls_fail_and_say_who_is_missing_and_work_again_afterwards()
    {
        await using var nodes = await NodeSet.StartAsync();
        await MembershipTableTests.InsertAsync(nodes.Table("n1"), Member.New());
        var version = (await nodes.Table("n1").ReadAll()).Version;
        await Task.WhenAll(nodes.StopAsync("n2"), nodes.StopAsync("n3"));

        var failures = await Task.WhenAll(
            Assert.ThrowsAsync<ClusteringException>(() => nodes.Table("n1").ReadAll()),
            Assert.ThrowsAsync<ClusteringException>(() => nodes.Table("n1").InsertRow(Member.New(), version.Next())));
        Assert.All(failures, failure => Assert.Contains("n2, n3 do not answer", failure.Message));

        await nodes.StartAsync("n3");
        await MembershipTableTests.InsertAsync(nodes.Table("n1"), Member.New());
        // The insert of unknown outcome may have won in the end.
        Assert.InRange((await nodes.Table("n3").ReadAll()).Members.Count, 2, 3);
    }

    [Fact]
    public async Task An_insert_whose_outcome_was_unknown_for_a_while_says_true_when_its_row_is_in()
    {
        await using var nodes = await NodeSet.StartAsync();
        await nodes.StopAsync("n1");
        await nodes.StartAsync("n1", options => options.OperationTimeout = TimeSpan.FromSeconds(30));
        await Task.WhenAll(nodes.StopAsync("n2"), nodes.StopAsync("n3"));
        var entry = Member.New();
        var insert = nodes.Table("n1").InsertRow(entry, new TableVersion(1, "0"));
        // Each of these takes as long as one attempt of the insert: by then it has been tried, and its own acceptor has accepted it, or has promised to
        // if the others were suspected already.
        for (var i = 0; i < 3; i++)
            Assert.Equal(OutcomeKind.NoQuorum, (await nodes["n1"].Registers.ReadAsync(new RegisterKey("other"), default)).Kind);
        Assert.NotEqual(AcceptorState.Initial, nodes["n1"].Registers.Inspect(nodes["n1"].Versions.Key(1)));
        await nodes.StartAsync("n2");
        Assert.True(await insert);
        Assert.Equal(entry.SiloAddress, Assert.Single((await nodes.Table("n2").ReadAll()).Members).Item1.SiloAddress);
    }

    [Fact]
    public async Task A_node_that_knows_nothing_finds_the_latest_version_among_many()
    {
        await using var nodes = await NodeSet.StartAsync();
        var versions = nodes["n1"].Versions;
        for (var version = 1; version <= 100; version++) Assert.True(await versions.TryAppendAsync(new MemberTable(version, []), default));
        await nodes.StopAsync("n2");
        await nodes.StartAsync("n2");
        // It has learned the table before it lets a silo start.
        Assert.Equal(100, nodes["n2"].Versions.Known.Version);
        Assert.Equal(100, (await nodes.Table("n2").ReadAll()).Version.Version);
        await MembershipTableTests.InsertAsync(nodes.Table("n3"), Member.New());
        Assert.Equal(101, (await nodes.Table("n2").ReadAll()).Version.Version);
    }

    [Fact]
    public async Task All_nodes_started_again_have_the_table_as_it_was()
    {
        await using var nodes = await NodeSet.StartAsync();
        for (var i = 0; i < 10; i++) await MembershipTableTests.InsertAsync(nodes.Table($"n{i % 3 + 1}"), Member.New());
        var before = await nodes.Table("n1").ReadAll();
        await nodes.StopAllAsync();
        await nodes.StartAllAsync();
        foreach (var name in nodes.Names)
        {
            var after = await nodes.Table(name).ReadAll();
            Assert.Equal(before.Version, after.Version);
            Assert.Equal(before.Members.Select(What), after.Members.Select(What));
        }

        // Times are told by the clock of the node that is asked.
        static (SiloAddress, string, string, SiloStatus, int, string) What(Tuple<MembershipEntry, string> row) =>
            (row.Item1.SiloAddress, row.Item1.SiloName, row.Item1.HostName, row.Item1.Status, row.Item1.ProxyPort, row.Item2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_disk_that_fails_while_a_node_starts_does_not_keep_it_from_voting_afterwards(bool isLast)
    {
        await using var nodes = new NodeSet();
        await Task.WhenAll(nodes.StartAsync("n2"), nodes.StartAsync("n3"));
        var key = isLast ? NodeKeys.Stores("n1") : NodeKeys.OwnStart("n1");
        FailingStore? disk = null;
        // Once for the node itself, once for the hint that comes anyway, and once more.
        await nodes.StartAsync("n1", disk: store => disk = new FailingStore(store, key, times: 3));
        Assert.Null(nodes["n1"].Gate.ClosedBecause);
        Assert.Null(nodes["n1"].RefusesBecause);
        Assert.NotNull(nodes["n1"].Registers.Inspect(key).Chosen);
        Assert.Equal(3, disk!.Failed);
    }
}
