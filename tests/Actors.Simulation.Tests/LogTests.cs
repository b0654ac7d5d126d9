using Actors.Simulation.Logs;

namespace Actors.Simulation.Tests;

/// <summary>The rules of a log in made-up worlds, and the mistakes that must not pass.</summary>
public sealed class LogTests
{
    [Fact]
    public void Nothing_is_violated_in_many_worlds()
    {
        var happened = new HashSet<string>();
        for (var seed = 1L; seed <= 300; seed++)
        {
            var world = new LogWorld(new LogPlan(seed)).Run();
            Assert.Null(world.Violation);
            happened.UnionWith(world.Counts.Keys);
        }
        string[] all = ["crashes", "expired", "fresh", "gaps filled", "left behind by trimming", "repeated", "slots", "snapshots"];
        Assert.Equal(all, happened.Order());
    }

    [Theory]
    [InlineData("apply-before-gap")]
    [InlineData("count-retry-twice")]
    [InlineData("trim-above-snapshot")]
    [InlineData("forget-window")]
    [InlineData("renew-since")]
    public void A_mistake_is_caught(string name) =>
        Assert.NotNull(LogSabotage.All.Single(sabotage => sabotage.Name == name).Catch(worldsMax: 2000));
}
