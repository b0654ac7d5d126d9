using Actors.Paxos;
using static Actors.Histories.Tests.Given;

namespace Actors.Histories.Tests;

public class HistoryCheckerTests
{
    private static readonly RegisterKey Other = new("other");

    private readonly HistoryChecker _checker = new();

    [Fact]
    public void Registers_are_judged_apart()
    {
        _checker.Add(Propose(Red, 1, 4, Red));
        _checker.Add(Propose(Blue, 1, 4, Blue) with { Key = Other });
        _checker.Add(Read(5, 6, Red));
        Assert.Empty(_checker.Check());
        Assert.Equal((3, 2), (_checker.Calls, _checker.Registers));
    }

    [Fact]
    public void One_anomaly_is_reported_for_each_register_that_is_wrong()
    {
        foreach (var key in (RegisterKey[])[Key, Other])
        {
            _checker.Add(Propose(Red, 1, 4, Red) with { Key = key });
            _checker.Add(Read(5, 6, Blue) with { Key = key });
            _checker.Add(Read(7, 8, null) with { Key = key });
        }
        Assert.Equal([Key, Other], _checker.Check().Select(anomaly => anomaly.Calls[0].Key));
    }

    [Fact]
    public void Unknown_outcomes_are_counted_and_fine()
    {
        _checker.Add(Propose(Red, 1, 2, null));
        _checker.Add(Read(3, 4, null));
        _checker.Add(Read(5, 6, Red));
        Assert.Empty(_checker.Check());
        Assert.Equal(1, _checker.Unanswered);
    }

    [Fact]
    public void A_read_may_explain_itself_later()
    {
        _checker.Add(Read(3, 4, Red));
        Assert.Single(_checker.Check());
        _checker.Add(Propose(Red, 1, 9, Red));
        Assert.Empty(_checker.Check());
    }
}
