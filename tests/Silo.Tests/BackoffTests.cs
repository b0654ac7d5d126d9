using Actors.Silo.Nodes;

namespace Actors.Silo.Tests;

public sealed class BackoffTests
{
    private static readonly int[] Longest = [0, 1, 2, 4, 8, 16, 30, 30, 30];

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.5, 0.75)]
    [InlineData(0.999999, 0.5)]
    public void Pauses_double_up_to_half_a_minute_and_luck_takes_up_to_a_half(double luck, double share)
    {
        var backoff = new Backoff(new FixedRandom(luck));
        foreach (var seconds in Longest) Assert.Equal(seconds * share, backoff.Next(TimeSpan.Zero).TotalSeconds, 0.001);
    }

    [Fact]
    public void What_went_well_for_more_than_a_minute_begins_anew()
    {
        var backoff = new Backoff(new FixedRandom(0));
        foreach (var seconds in Longest) Assert.Equal(TimeSpan.FromSeconds(seconds), backoff.Next(TimeSpan.FromMinutes(1)));
        Assert.Equal(TimeSpan.Zero, backoff.Next(TimeSpan.FromMinutes(1) + TimeSpan.FromTicks(1)));
        Assert.Equal(TimeSpan.FromSeconds(1), backoff.Next(TimeSpan.Zero));
    }

    private sealed class FixedRandom(double luck) : Random
    {
        public override double NextDouble() => luck;
    }
}
