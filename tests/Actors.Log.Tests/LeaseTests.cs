using System.Globalization;

namespace Actors.Log.Tests;

/// <summary>A thousand seeded worlds, or <c>LEASE_WORLDS</c> of them.</summary>
public sealed class LeaseTests
{
    private static readonly int Worlds = int.Parse(Environment.GetEnvironmentVariable("LEASE_WORLDS") ?? "1000", CultureInfo.InvariantCulture);

    [Fact]
    public void Two_never_rely_on_one_lock_at_the_same_time()
    {
        var takeovers = 0;
        for (var seed = 0; seed < Worlds; seed++)
        {
            var world = new LeaseWorld(seed, LeaseSabotage.None);
            if (world.Run() is { } problem) Assert.Fail($"seed {seed}: {problem}");
            takeovers += world.Takeovers;
        }
        Assert.InRange(takeovers, Worlds, int.MaxValue);
    }

    [Theory]
    [InlineData(nameof(LeaseSabotage.CountsFromTheAnswer))]
    [InlineData(nameof(LeaseSabotage.DoesNotLookAgain))]
    [InlineData(nameof(LeaseSabotage.IgnoresTheDrift))]
    [InlineData(nameof(LeaseSabotage.GoesByTheTimeOfDay))]
    [InlineData(nameof(LeaseSabotage.EndsWhatWasRenewed))]
    public void Each_sabotage_is_caught(string sabotage) =>
        Assert.Contains(Enumerable.Range(0, Worlds), seed => new LeaseWorld(seed, Enum.Parse<LeaseSabotage>(sabotage)).Run() is not null);
}
