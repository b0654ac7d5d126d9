using System.Diagnostics;
using Actors.Bench.Load;

namespace Actors.Bench.Tests;

public sealed class GapMeterTests
{
    [Fact]
    public void The_longest_time_between_two_successes_counts()
    {
        var gaps = new GapMeter(At(0));
        foreach (var at in new[] { 1, 2, 7, 8 }) gaps.OnSuccess(At(at));
        Assert.Equal(TimeSpan.FromSeconds(5), gaps.Longest(At(9)));
    }

    [Fact]
    public void So_does_the_time_before_the_first() =>
        Assert.Equal(TimeSpan.FromSeconds(4), After(4).Longest(At(5)));

    [Fact]
    public void So_does_the_time_since_the_last() =>
        Assert.Equal(TimeSpan.FromSeconds(6), After(4).Longest(At(10)));

    [Fact]
    public void A_success_that_is_told_late_makes_no_gap_that_was_not_there()
    {
        var gaps = After(4);
        gaps.OnSuccess(At(3));
        gaps.OnSuccess(At(8));
        Assert.Equal(TimeSpan.FromSeconds(4), gaps.Longest(At(8)));
    }

    private static GapMeter After(int second)
    {
        var gaps = new GapMeter(At(0));
        gaps.OnSuccess(At(second));
        return gaps;
    }

    private static long At(int second) => second * Stopwatch.Frequency;
}
