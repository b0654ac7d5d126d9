using Actors.Clustering.Membership;
using Actors.Clustering.Nodes;
using Actors.Clustering.Tests.Cluster;
using Actors.Clustering.Transport;
using Actors.Runtime.Tracing;

namespace Actors.Clustering.Tests;

/// <summary>Clients that ask for gateways cost the node next to nothing, and its start nothing at all.</summary>
public sealed class GatewaysTests
{
    private const int Polls = 400;

    [Fact]
    public async Task A_node_that_does_not_vote_tells_what_it_knows_and_asks_nobody()
    {
        await using var nodes = await NodeSet.StartAsync();
        // Without registers to read with: whatever it read would fail.
        var gateways = new Gateways(nodes["n1"].Versions, null!, () => "It is starting.", TimeProvider.System);
        var failure = await Assert.ThrowsAsync<ClusteringException>(() => gateways.FindAsync(default));
        Assert.Contains("It is starting.", failure.Message, StringComparison.Ordinal);
        await MembershipTableTests.InsertAsync(nodes.Table("n1"), Member.New(SiloStatus.Active));
        Assert.Single(await gateways.FindAsync(default));
    }

    [Fact]
    public async Task However_many_ask_at_once_the_table_is_read_once()
    {
        await using var nodes = await NodeSet.StartAsync();
        await MembershipTableTests.InsertAsync(nodes.Table("n1"), Member.New(SiloStatus.Active));
        // Without a quorum a read lasts until they have all come.
        await Task.WhenAll(nodes.StopAsync("n2"), nodes.StopAsync("n3"));
        var node = nodes["n1"];
        var next = node.Versions.Key(2);
        await node.Registers.Trace.WatchAsync(next, 0, TimeSpan.Zero);
        var found = await Task.WhenAll(Enumerable.Range(0, Polls).Select(_ => node.Gateways.FindAsync(default)));
        Assert.All(found, gateways => Assert.Single(gateways));
        // It asks again under the same deadline as often as it is told that there is no quorum: a few times, and not once for each of them.
        Assert.InRange((await node.Registers.Trace.WatchAsync(next, 0, TimeSpan.Zero)).OfType<CallBegun>().Count(), 1, 5);
    }

    /// <summary>With n3 gone the start needs the vote of the node itself, whose acceptors refuse everything else, and all that is in one batch with it.</summary>
    [Fact]
    public async Task A_node_that_is_asked_by_hundreds_starts_all_the_same()
    {
        await using var nodes = await NodeSet.StartAsync();
        await MembershipTableTests.InsertAsync(nodes.Table("n1"), Member.New(SiloStatus.Active));
        await Task.WhenAll(nodes.StopAsync("n2"), nodes.StopAsync("n3"));
        using var enough = new CancellationTokenSource();
        using var client = new NodeClient(TimeSpan.FromSeconds(1));
        Task[] polls = [.. Enumerable.Range(0, Polls).Select(_ => PollAsync(client, nodes.AddressOf("n2"), enough.Token))];
        await nodes.StartAsync("n2");
        Assert.Null(nodes["n2"].RefusesBecause);
        await enough.CancelAsync();
        await Task.WhenAll(polls);
    }

    private static async Task PollAsync(NodeClient client, NodeAddress node, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            try
            {
                await client.GetAsync(node, $"{Wire.Gateways}?cluster=test", WireJson.Default.StringArray, enough);
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                // It does not listen yet, or knows nothing yet.
                await Task.Delay(TimeSpan.FromMilliseconds(20), enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
