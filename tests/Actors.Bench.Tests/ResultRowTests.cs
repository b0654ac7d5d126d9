using Actors.Bench.Results;

namespace Actors.Bench.Tests;

public sealed class ResultRowTests
{
    private static readonly Target Faster = new(AtLeast: true, TimesEtcd: 4, TimesZooKeeper: 2);

    [Theory]
    [InlineData(8000, 2000, 4000, true)]
    [InlineData(7999, 2000, 4000, false)]
    [InlineData(8000, 2000, 4001, false)]
    public void All_ratios_of_a_target_must_be_reached(double own, double etcd, double zooKeeper, bool reached) =>
        Assert.Equal(reached, Faster.IsReached(own, new Others(etcd, zooKeeper)));

    [Fact]
    public void A_target_that_is_compared_with_nobody_is_neither_reached_nor_missed()
    {
        Assert.Null(Faster.IsReached(8000, new Others(ZooKeeper: 4000)));
        Assert.Null(Faster.IsReached(8000, new Others(Etcd: 2000)));
    }

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.51, false)]
    public void At_most_is_the_other_way_round(double own, bool reached) =>
        Assert.Equal(reached, new Target(AtLeast: false, TimesZooKeeper: 0.5).IsReached(own, new Others(ZooKeeper: 1)));

    [Theory]
    [InlineData(2400, true)]
    [InlineData(2399, false)]
    public void The_better_of_the_others_counts(double own, bool reached) =>
        Assert.Equal(reached, new Target(AtLeast: true, TimesBetter: 4).IsReached(own, new Others(590, 600)));

    [Fact]
    public void A_limit_needs_nobody_else()
    {
        Assert.True(new Target(AtLeast: false, Limit: 50).IsReached(50, default));
        Assert.False(new Target(AtLeast: false, Limit: 50).IsReached(51, default));
    }

    [Fact]
    public void A_row_shows_numbers_ratios_and_verdict()
    {
        var one = new Measurement("actors", "decide", 64, 9000, 6, 22, 0.2);
        var rows = ResultRow.All([one, one with { System = "etcd", OpsS = 3000 }, one with { System = "zookeeper", OpsS = 4500 }]);
        Assert.Equal(
            ["decisions/s, 64 callers", "9,000", "3,000", "4,500", "", "3.00 ×", "2.00 ×", "", "≥ 4 × etcd, 2 × zookeeper", "no"],
            rows.First().Cells);
    }

    [Theory]
    [InlineData(9000, 3000, 9000, "yes")]
    [InlineData(8999, 3000, 1, "no")]
    [InlineData(9000, 1, 9001, "no")]
    public void Appends_are_compared_with_puts_and_with_another_log(double own, double etcd, double dotNext, string reached)
    {
        var one = new Measurement("actors", "append", 256, own, 6, 22, 0.2);
        var rows = ResultRow.All([one, one with { System = "etcd", OpsS = etcd }, one with { System = "dotnext", OpsS = dotNext }]);
        Assert.Equal(reached, rows.Single(row => row.Metric.What == "appends to one log/s, 256 callers").Cells[^1]);
    }

    [Fact]
    public void Of_etcd_there_is_compare_and_set_as_well()
    {
        var one = new Measurement("actors", "append", 256, 9000, 6, 22, 0.2);
        var rows = ResultRow.All([one, one with { System = "etcd", OpsS = 3000 }, one with { System = "etcd", Workload = "cas", OpsS = 90 }]);
        Assert.Equal("90", rows.Single(row => row.Metric.What == "the same, etcd with compare-and-set").Cells[2]);
        Assert.Equal("3,000", rows.Single(row => row.Metric.What == "appends to one log/s, 256 callers").Cells[2]);
    }

    [Theory]
    [InlineData(1.3, "yes")]
    [InlineData(1.31, "no")]
    public void A_command_is_compared_with_a_decision_of_ours(double own, string reached)
    {
        var decision = new Measurement("actors", "decide", 1, 900, 1, 2, 0.2);
        Assert.Equal(reached, Command([decision, decision with { Workload = "execute", P50Ms = own }]).Cells[^1]);
        Assert.Equal("", Command([decision with { Workload = "execute", P50Ms = own }]).Cells[^1]);

        static ResultRow Command(IReadOnlyList<Measurement> summary) => ResultRow.All(summary).Single(row => row.Metric.What == "p50 ms of a command, 1 caller");
    }

    [Fact]
    public void What_nobody_measured_has_no_row() =>
        Assert.Equal(["p50 ms, 1 caller", "p99 ms, 1 caller"], ResultRow.All([new Measurement("etcd", "decide", 1, 900, 1, 2, 0.2)]).Skip(1).Select(row => row.Metric.What));
}
