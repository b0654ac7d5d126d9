using static Actors.Histories.Tests.Given;

namespace Actors.Histories.Tests;

public class WinnerCheckerTests
{
    [Fact]
    public void One_proposal_may_win_as_often_as_it_asks()
    {
        var checker = new WinnerChecker();
        Assert.Null(checker.OnTold(Key, Red, won: true, Red));
        Assert.Null(checker.OnTold(Key, Red, won: true, Red));
        Assert.Null(checker.OnTold(Key, Blue, won: false, Red));
    }

    [Fact]
    public void Two_winners_are_caught()
    {
        var checker = new WinnerChecker();
        checker.OnTold(Key, Red, won: true, Red);
        Assert.NotNull(checker.OnTold(Key, Blue, won: true, Blue));
    }

    [Fact]
    public void A_verdict_that_the_register_does_not_bear_out_is_caught()
    {
        Assert.NotNull(new WinnerChecker().OnTold(Key, Blue, won: true, Red));
        Assert.NotNull(new WinnerChecker().OnTold(Key, Red, won: false, Red));
    }
}
