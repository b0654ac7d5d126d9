using Actors.Bench.Results;

namespace Actors.Bench.Tests;

public sealed class SummaryTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3)]
    [InlineData(new[] { 9.0, 1, 2 }, 2)]
    [InlineData(new[] { 8.0, 1, 2, 4 }, 3)]
    public void The_median_is_in_the_middle(double[] values, double median) => Assert.Equal(median, Summary.Median(values));

    [Fact]
    public void There_is_no_median_of_nothing() => Assert.Throws<ArgumentException>(() => Summary.Median([]));

    [Fact]
    public void Rounds_of_one_load_become_their_medians_and_the_worst_gap()
    {
        var one = new Measurement("etcd", "failover", 16, 100, 1, 10, 0.5, GapMs: 900);
        Measurement[] rounds = [one, one with { OpsS = 300, P50Ms = 3, P99Ms = 30, CpuSPer1000 = 0.7, GapMs = 1200 }, one with { OpsS = 200, P50Ms = 2, P99Ms = 20, CpuSPer1000 = 0.6 }];
        Assert.Equal(new Measurement("etcd", "failover", 16, 200, 2, 20, 0.6, GapMs: 1200), Assert.Single(Summary.Of(rounds)));
    }

    [Fact]
    public void Other_systems_loads_and_callers_stay_apart()
    {
        var one = new Measurement("etcd", "decide", 16, 100, 1, 10, 0.5);
        Measurement[] all = [one, one with { System = "actors" }, one with { Workload = "read" }, one with { Callers = 64 }];
        Assert.Equal(all, Summary.Of(all));
    }
}
