namespace Actors.Engine.Tests;

public sealed class RollCallTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 2)]
    [InlineData(7, 3)]
    public void It_is_over_when_a_majority_has_answered_the_node_itself_included(int nodes, int others)
    {
        var names = Enumerable.Range(1, nodes).Select(number => $"n{number}").ToList();
        var call = new RollCall(new ClusterLayout(names, 1), "n1");
        foreach (var other in names.Skip(1).Take(others))
        {
            Assert.False(call.IsOver);
            call.OnAnswer(other);
            call.OnAnswer(other);
            Assert.DoesNotContain(other, call.Missing);
        }
        Assert.True(call.IsOver);
    }

    [Fact]
    public void Strangers_do_not_count()
    {
        var call = new RollCall(Given.ThreeNodes, "n1");
        call.OnAnswer("n4");
        Assert.False(call.IsOver);
        Assert.Equal(["n2", "n3"], call.Missing);
    }
}
