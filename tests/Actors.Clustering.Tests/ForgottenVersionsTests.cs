using Actors.Clustering.Membership;
using Actors.Clustering.Nodes;
using Actors.Clustering.Tests.Cluster;
using Actors.Paxos;

namespace Actors.Clustering.Tests;

/// <summary>Old versions of the table are given back, and nobody can ever decide them anew.</summary>
public sealed class ForgottenVersionsTests
{
    private const int Many = 300;

    [Fact]
    public async Task Each_node_keeps_a_bounded_number_of_versions_and_reads_the_latest()
    {
        await using var nodes = await NodeSet.StartAsync();
        await AppendAsync(nodes["n1"], 1, Many);
        await nodes.Table("n2").ReadAll();
        foreach (var name in new[] { "n1", "n2" })
            Assert.InRange(await KeptAsync(nodes[name]), TableVersions.KeptMin, TableVersions.KeptMax);
        // It has not been asked for anything yet.
        Assert.Equal(Many, await KeptAsync(nodes["n3"]));
        Assert.Equal(Many, (await nodes.Table("n3").ReadAll()).Version.Version);
        Assert.InRange(await KeptAsync(nodes["n3"]), TableVersions.KeptMin, TableVersions.KeptMax);
    }

    [Fact]
    public async Task A_node_that_was_away_finds_the_latest_version_among_forgotten_ones_and_decides_none_of_them()
    {
        await using var nodes = await NodeSet.StartAsync();
        await nodes.StopAsync("n3");
        await AppendAsync(nodes["n1"], 1, Many);
        await nodes.Table("n2").ReadAll();
        // From now on one vote of its own, which knows of no version at all, and one of n2, which has forgotten most.
        await nodes.StartAsync("n3");
        await nodes.StopAsync("n1");

        foreach (var version in new[] { 1, Many - TableVersions.KeptMax })
            await Assert.ThrowsAsync<ClusteringException>(() => nodes["n3"].Versions.TryAppendAsync(new MemberTable(version, []), default));
        Assert.Equal(Many, (await nodes.Table("n3").ReadAll()).Version.Version);
        await MembershipTableTests.InsertAsync(nodes.Table("n3"), Member.New());
        Assert.Equal(Many + 1, (await nodes.Table("n2").ReadAll()).Version.Version);
    }

    [Fact]
    public async Task A_silo_that_has_read_a_version_long_ago_is_refused_and_changes_nothing()
    {
        await using var nodes = await NodeSet.StartAsync();
        var stale = (await nodes.Table("n3").ReadAll()).Version;
        await AppendAsync(nodes["n1"], 1, Many);
        await nodes.Table("n2").ReadAll();
        Assert.Equal(0, nodes["n3"].Versions.Known.Version);

        // Its own acceptor still has the version and says "no"; of the others nobody can tell any more whose it was.
        var inserting = nodes.Table("n3").InsertRow(Member.New(), stale.Next());
        var exception = await Record.ExceptionAsync(() => inserting);
        Assert.True(exception is ClusteringException || !await inserting);
        var data = await nodes.Table("n1").ReadAll();
        Assert.Equal(Many, data.Version.Version);
        Assert.Empty(data.Members);
    }

    [Fact]
    public async Task What_was_forgotten_stays_so_when_all_nodes_start_again()
    {
        await using var nodes = await NodeSet.StartAsync();
        await AppendAsync(nodes["n1"], 1, Many);
        foreach (var name in nodes.Names) await nodes.Table(name).ReadAll();
        await nodes.StopAllAsync();
        await nodes.StartAllAsync();
        await Assert.ThrowsAsync<ClusteringException>(() => nodes["n2"].Versions.TryAppendAsync(new MemberTable(1, []), default));
        Assert.Equal(Many, (await nodes.Table("n3").ReadAll()).Version.Version);
    }

    private static async Task AppendAsync(ClusterNode node, int first, int last)
    {
        for (var version = first; version <= last; version++) Assert.True(await node.Versions.TryAppendAsync(new MemberTable(version, []), default));
    }

    /// <summary>How many versions a node's acceptor could still tell.</summary>
    private static async Task<int> KeptAsync(ClusterNode node)
    {
        var kept = 0;
        for (var version = 1; version <= Many; version++)
            if ((await node.Registers.HoldsAsync(node.Versions.Key(version))).Chosen != TrimmedSlot.Proposal) kept++;
        return kept;
    }
}
