using Actors.Grains.Tests.Cluster;

namespace Actors.Grains.Tests;

/// <summary>Registers used without the clustering of this project have nobody else who remembers their layout.</summary>
public sealed class LayoutTests
{
    [Fact]
    public async Task A_silo_that_is_started_again_with_another_list_does_not_start_and_says_what_differs()
    {
        var others = new List<string>();
        await using var cluster = await TestCluster.StartAsync(configure: options => others.ForEach(options.Nodes.Add));
        await cluster.StopAsync("n3");
        others.Add("n4");
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => cluster.StartAsync("n3"));
        Assert.Contains("only here: n4", refusal.ToString());
        others.Clear();
        await cluster.StartAsync("n3");
    }
}
