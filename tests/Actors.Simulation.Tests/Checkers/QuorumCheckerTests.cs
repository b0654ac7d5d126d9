using Actors.Simulation.Checkers;

namespace Actors.Simulation.Tests.Checkers;

public class QuorumCheckerTests
{
    private static readonly TimeSpan Began = TimeSpan.FromSeconds(10);
    private readonly QuorumChecker _checker = new(machines: 4);

    [Fact]
    public void It_is_wrong_while_a_quorum_is_up_and_in_touch() => Assert.Contains("although 3 acceptors were up", NoQuorum(), StringComparison.Ordinal);

    [Fact]
    public void One_of_three_in_trouble_changes_nothing()
    {
        _checker.OnTrouble(1, Began);
        Assert.Contains("although 2 acceptors were up", NoQuorum(), StringComparison.Ordinal);
    }

    [Fact]
    public void With_two_of_three_in_trouble_it_is_the_truth()
    {
        _checker.OnTrouble(1, Began);
        _checker.OnTrouble(0, 2, Began);
        Assert.Null(NoQuorum());
    }

    [Fact]
    public void Trouble_between_others_is_no_excuse()
    {
        _checker.OnTrouble(1, 3, Began);
        _checker.OnTrouble(2, 3, Began);
        Assert.NotNull(NoQuorum());
    }

    [Fact]
    public void Trouble_that_is_long_over_is_no_excuse_and_a_later_one_does_not_shorten_it()
    {
        var before = Began - QuorumChecker.Aftermath;
        _checker.OnTrouble(1, before - TimeSpan.FromMilliseconds(1));
        _checker.OnTrouble(2, before);
        Assert.NotNull(NoQuorum());
        _checker.OnTrouble(1, before);
        _checker.OnTrouble(1, TimeSpan.Zero);
        Assert.Null(NoQuorum());
    }

    private string? NoQuorum() => _checker.OnNoQuorum("propose k1", asked: 0, acceptors: [0, 1, 2], quorum: 2, Began);
}
