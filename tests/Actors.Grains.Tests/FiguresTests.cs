using System.Text;
using Actors.Figures;
using Actors.Grains.Tests.Cluster;
using Actors.Paxos;

namespace Actors.Grains.Tests;

/// <summary>The figures of all nodes, asked for at any of them.</summary>
public sealed class FiguresTests
{
    [Fact]
    public async Task Any_node_tells_what_all_of_them_count_and_which_does_not_answer()
    {
        await using var cluster = await TestCluster.StartAsync();
        for (var i = 0; i < 5; i++) await cluster.Registers("n2").ProposeAsync(new RegisterKey($"figures/{i}"), Proposal());
        var reports = await cluster.Figures("n1").AskAsync();
        Assert.Equal(["n1", "n2", "n3"], reports.Select(report => report.Node));
        Assert.All(reports, report => Assert.Null(report.Problem));
        Assert.Equal([0, 5, 0], reports.Select(report => report.Figures!.FastDecisions + report.Figures.ClassicDecisions));
        Assert.Equal(5, reports[1].Figures!.Durations.Sum(bucket => bucket.Count));
        Assert.All(reports, report => Assert.True(report.Figures!.StoreWrites > 0));

        await cluster.StopAsync("n3");
        NodeReport gone;
        do gone = (await cluster.Figures("n1").AskAsync()).Single(report => report.Node == "n3");
        while (gone.Problem is null);
        Assert.Null(gone.Figures);
    }

    [Fact]
    public void Rates_are_what_happened_in_between()
    {
        var earlier = Given with { Uptime = TimeSpan.FromSeconds(10) };
        var later = Given with
        {
            Uptime = TimeSpan.FromSeconds(12), FastDecisions = 106, ClassicDecisions = 12, NoQuorum = 1, Unknown = 2,
            Durations = [Bucket(1, 60), Bucket(2, 57), Bucket(9, 1)], StoreWrites = 14, StoreWriteTime = TimeSpan.FromMilliseconds(28),
            AcceptorBatches = 15, AcceptorMessages = 70, PeerBatches = 12, PeerMessages = 13, Decided = 30,
        };
        var rates = NodeRates.Between(earlier, later)!;
        Assert.Equal((4.0, 15.0, 0.75), (rates.DecisionsPerSecond, rates.LearnedPerSecond, rates.FastShare!.Value));
        Assert.Equal((TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(9)), (rates.Median!.Value, rates.P99!.Value));
        Assert.Equal((TimeSpan.FromMilliseconds(2), 12.0, 1.5), (rates.StoreWrite!.Value, rates.AcceptorBatch!.Value, rates.PeerBatch!.Value));
        Assert.Equal(3, rates.Failed);
    }

    [Fact]
    public void What_did_not_happen_has_no_mean()
    {
        var rates = NodeRates.Between(Given, Given with { Uptime = Given.Uptime + TimeSpan.FromSeconds(1) });
        Assert.Equal(new NodeRates(0, 0, null, null, null, null, null, null, 0), rates);
    }

    [Fact]
    public void A_restart_has_no_rates() => Assert.Null(NodeRates.Between(Given, Given with { Uptime = TimeSpan.Zero, FastDecisions = 0 }));

    private static NodeFigures Given => new(
        TimeSpan.FromSeconds(10), null, [], 100, 10, 0, 0, [Bucket(1, 60), Bucket(2, 50)], 4, TimeSpan.FromMilliseconds(8), 10, 10, 10, 10, 0, null, 3);

    private static DurationBucket Bucket(int milliseconds, long count) => new(TimeSpan.FromMilliseconds(milliseconds), count);

    private static Proposal Proposal() => new(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes("ship"), "text/plain"));
}
