using Actors.Client.Races;

namespace Actors.Client.Tests;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Nothing_has_no_percentile() => Assert.Null(new LatencyHistogram().Percentile(0.5));

    [Fact]
    public void Small_latencies_are_exact()
    {
        var histogram = new LatencyHistogram();
        for (var i = 1; i <= 50; i++) histogram.Add(TimeSpan.FromMicroseconds(i));
        Assert.Equal(25, histogram.Percentile(0.5)!.Value.TotalMicroseconds);
        Assert.Equal(50, histogram.Percentile(1)!.Value.TotalMicroseconds);
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(12_345)]
    [InlineData(30_000_000)]
    [InlineData(86_400_000_000)]
    public void Large_ones_are_at_most_a_64th_too_large(long microseconds)
    {
        var histogram = new LatencyHistogram();
        histogram.Add(TimeSpan.FromMicroseconds(microseconds));
        Assert.InRange(histogram.Percentile(0.99)!.Value.TotalMicroseconds, microseconds, microseconds * (1 + 1.0 / 64));
    }
}
