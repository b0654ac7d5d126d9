using Actors.Paxos;
using static Actors.Histories.Tests.Given;

namespace Actors.Histories.Tests;

public class AgreementCheckerTests
{
    private readonly AgreementChecker _checker = new(QuorumSystem.Of(3));

    [Fact]
    public void Learning_the_same_value_twice_is_fine()
    {
        Assert.Null(_checker.OnLearned(Key, Red));
        Assert.Null(_checker.OnLearned(Key, Red));
        Assert.Null(_checker.OnLearned(new RegisterKey("other"), Blue));
    }

    [Fact]
    public void Learning_two_values_is_caught()
    {
        _checker.OnLearned(Key, Red);
        Assert.NotNull(_checker.OnLearned(Key, Blue));
    }

    [Fact]
    public void Two_values_chosen_are_caught_though_nobody_learned_them()
    {
        Assert.Null(_checker.OnAccepted(0, Key, One, Red));
        Assert.Null(_checker.OnAccepted(1, Key, One, Red));
        Assert.Null(_checker.OnAccepted(1, Key, Two, Blue));
        Assert.NotNull(_checker.OnAccepted(2, Key, Two, Blue));
    }

    [Fact]
    public void One_acceptor_counts_once()
    {
        _checker.OnLearned(Key, Red);
        Assert.Null(_checker.OnAccepted(1, Key, Two, Blue));
        Assert.Null(_checker.OnAccepted(1, Key, Two, Blue));
    }

    [Fact]
    public void Two_of_three_choose_nothing_in_the_fast_round()
    {
        _checker.OnLearned(Key, Red);
        Assert.Null(_checker.OnAccepted(0, Key, Ballot.Fast, Blue));
        Assert.Null(_checker.OnAccepted(1, Key, Ballot.Fast, Blue));
        Assert.NotNull(_checker.OnAccepted(2, Key, Ballot.Fast, Blue));
    }
}
