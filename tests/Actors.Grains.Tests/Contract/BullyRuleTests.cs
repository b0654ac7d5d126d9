namespace Actors.Grains.Tests.Contract;

public sealed class BullyRuleTests
{
    [Theory]
    [InlineData("n3", "n1", "n3", "n2")]
    [InlineData("n2", "n10", "n2")]
    [InlineData("b", "A", "b")]
    [InlineData("only", "only")]
    public void The_greatest_name_is_coordinator(string coordinator, params string[] nodes) =>
        Assert.Equal(coordinator, BullyRule.Coordinator(nodes));

    [Fact]
    public void Nobody_is_coordinator_of_nobody() => Assert.Null(BullyRule.Coordinator([]));

    [Fact]
    public void Two_who_see_different_nodes_pick_different_coordinators() =>
        Assert.NotEqual(BullyRule.Coordinator(["n1", "n2"]), BullyRule.Coordinator(["n1", "n2", "n3"]));
}
