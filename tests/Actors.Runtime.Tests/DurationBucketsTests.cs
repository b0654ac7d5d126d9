using Actors.Runtime.Metrics;

namespace Actors.Runtime.Tests;

public sealed class DurationBucketsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(1_000)]
    [InlineData(1_234_567)]
    [InlineData(100_000_000)]
    public void A_duration_is_in_a_bucket_little_above_it(long microseconds)
    {
        var buckets = new DurationBuckets();
        buckets.Add(TimeSpan.FromMicroseconds(microseconds));
        var (upTo, count) = Assert.Single(buckets.NotEmpty());
        Assert.Equal(1, count);
        Assert.InRange(upTo.TotalMicroseconds, microseconds, Math.Max(microseconds + 1, microseconds * 1.125));
    }

    [Fact]
    public void Longer_ones_are_in_later_buckets_up_to_the_last()
    {
        var buckets = new DurationBuckets();
        for (var us = 1.0; us < 1e9; us *= 1.3) buckets.Add(TimeSpan.FromMicroseconds(us));
        var bounds = buckets.NotEmpty().Select(bucket => bucket.UpTo).ToList();
        Assert.Equal(bounds.Order(), bounds);
        Assert.InRange(bounds[^1].TotalSeconds, 134, 135);
        Assert.True(buckets.NotEmpty().Last().Count > 1);
    }
}
