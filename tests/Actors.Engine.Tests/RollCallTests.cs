namespace Actors.Engine.Tests;

public sealed class RollCallTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 2)]
    [InlineData(7, 3)]
    public void It_takes_a_majority_the_node_itself_included(int nodes, int others)
    {
        var names = Enumerable.Range(1, nodes).Select(number => $"n{number}").ToList();
        var call = new RollCall(new ClusterLayout(names, 1), "n1");
        foreach (var other in names.Skip(1).Take(others))
        {
            foreach (var silent in names) call.OnSilence(silent);
            Assert.False(call.IsOver);
            call.OnAnswer(other);
            call.OnAnswer(other);
            Assert.DoesNotContain(other, call.Missing);
        }
        foreach (var silent in names) call.OnSilence(silent);
        Assert.True(call.IsOver);
    }

    /// <summary>n2 knows nothing of what n1 has decided with n3 alone; n3 is up, and merely not as quick.</summary>
    [Fact]
    public void Who_has_not_answered_when_a_majority_has_is_asked_once_more()
    {
        var call = new RollCall(Given.ThreeNodes, "n1");
        call.OnSilence("n3");
        call.OnAnswer("n2");
        Assert.False(call.IsOver);
        Assert.Equal(["n3"], call.Missing);
        call.OnAnswer("n3");
        Assert.True(call.IsOver);
    }

    [Fact]
    public void Nobody_is_waited_for_who_is_down()
    {
        var call = new RollCall(new ClusterLayout(["n1", "n2", "n3", "n4", "n5"], 3), "n1");
        call.OnAnswer("n2");
        call.OnAnswer("n3");
        call.OnSilence("n4");
        call.OnSilence("n4");
        Assert.False(call.IsOver);
        call.OnSilence("n5");
        Assert.True(call.IsOver);
    }

    [Fact]
    public void Strangers_do_not_count()
    {
        var call = new RollCall(Given.ThreeNodes, "n1");
        call.OnAnswer("n4");
        Assert.False(call.IsOver);
        Assert.Equal(["n2", "n3"], call.Missing);
        call.OnAnswer("n2");
        call.OnSilence("n4");
        Assert.False(call.IsOver);
    }
}
