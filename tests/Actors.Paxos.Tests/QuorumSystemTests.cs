using static Actors.Paxos.Tests.Given;

namespace Actors.Paxos.Tests;

public sealed class QuorumSystemTests
{
    [Theory, InlineData(1, 1, 1), InlineData(2, 2, 2), InlineData(3, 2, 3), InlineData(4, 3, 3), InlineData(5, 3, 4), InlineData(7, 4, 6)]
    public void Quorums_are_a_majority_and_three_quarters(int acceptors, int classic, int fast)
    {
        var quorums = QuorumSystem.Of(acceptors);
        Assert.Equal((acceptors, classic, fast), (quorums.Acceptors, quorums.Classic, quorums.Fast));
        Assert.Equal(fast, quorums.SizeAt(Ballot.Fast));
        Assert.Equal(classic, quorums.SizeAt(At(1)));
    }

    [Theory, InlineData(0), InlineData(-3)]
    public void There_is_at_least_one_acceptor(int acceptors) => Assert.Throws<ArgumentOutOfRangeException>(() => QuorumSystem.Of(acceptors));

    [Theory, InlineData(3, 2, 2), InlineData(3, 3, 3), InlineData(5, 3, 2), InlineData(5, 4, 3), InlineData(5, 5, 4)]
    public void A_value_needs_as_many_reports_as_the_silent_cannot_make_up_for(int acceptors, int reports, int needed) =>
        Assert.Equal(needed, QuorumSystem.Of(acceptors).FastRecovery(reports));
}
