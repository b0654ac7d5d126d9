using Actors.Paxos;
using static Actors.Histories.Tests.Given;

namespace Actors.Histories.Tests;

public class ValidityCheckerTests
{
    [Fact]
    public void A_value_that_nobody_proposed_is_caught()
    {
        var checker = new ValidityChecker();
        checker.OnProposed(Key, Red);
        Assert.Null(checker.OnLearned(Key, Red));
        Assert.NotNull(checker.OnLearned(Key, Blue));
        Assert.NotNull(checker.OnLearned(new RegisterKey("other"), Red));
        Assert.NotNull(checker.OnLearned(Key, Red with { Value = Blue.Value }));
    }
}
