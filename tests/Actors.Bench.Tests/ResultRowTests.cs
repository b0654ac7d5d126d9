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
        Assert.Equal(reached, Faster.IsReached(own, etcd, zooKeeper));

    [Fact]
    public void A_target_that_is_compared_with_nobody_is_neither_reached_nor_missed()
    {
        Assert.Null(Faster.IsReached(8000, null, 4000));
        Assert.Null(Faster.IsReached(8000, 2000, null));
    }

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.51, false)]
    public void At_most_is_the_other_way_round(double own, bool reached) =>
        Assert.Equal(reached, new Target(AtLeast: false, TimesZooKeeper: 0.5).IsReached(own, null, 1));

    [Theory]
    [InlineData(2400, true)]
    [InlineData(2399, false)]
    public void The_better_of_the_others_counts(double own, bool reached) =>
        Assert.Equal(reached, new Target(AtLeast: true, TimesBetter: 4).IsReached(own, 590, 600));

    [Fact]
    public void A_limit_needs_nobody_else()
    {
        Assert.True(new Target(AtLeast: false, Limit: 50).IsReached(50, null, null));
        Assert.False(new Target(AtLeast: false, Limit: 50).IsReached(51, null, null));
    }

    [Fact]
    public void A_row_shows_numbers_ratios_and_verdict()
    {
        var one = new Measurement("actors", "decide", 64, 9000, 6, 22, 0.2);
        var rows = ResultRow.All([one, one with { System = "etcd", OpsS = 3000 }, one with { System = "zookeeper", OpsS = 4500 }]);
        Assert.Equal(
            ["decisions/s, 64 callers", "9,000", "3,000", "4,500", "3.00 ×", "2.00 ×", "≥ 4 × etcd, 2 × zookeeper", "no"],
            rows.First().Cells);
    }

    [Fact]
    public void What_nobody_measured_has_no_row() =>
        Assert.Equal(["p50 ms, 1 caller", "p99 ms, 1 caller"], ResultRow.All([new Measurement("etcd", "decide", 1, 900, 1, 2, 0.2)]).Skip(1).Select(row => row.Metric.What));
}
