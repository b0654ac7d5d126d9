using Actors.Clustering.Tests.Cluster;

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
            Assert.Equal(before.Members.Select(row => (row.Item1.ToFullString(), row.Item2)), after.Members.Select(row => (row.Item1.ToFullString(), row.Item2)));
        }
    }
}
