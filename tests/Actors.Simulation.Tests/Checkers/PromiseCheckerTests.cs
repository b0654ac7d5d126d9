using Actors.Paxos;
using Actors.Simulation.Checkers;
using static Actors.Simulation.Tests.Checkers.Given;

namespace Actors.Simulation.Tests.Checkers;

public class PromiseCheckerTests
{
    private readonly PromiseChecker _checker = new();

    private string? Reply(AcceptorMessage message, AcceptorReply reply) => _checker.OnReply(0, Key, message, reply);

    [Fact]
    public void Accepting_below_a_promise_is_caught()
    {
        Assert.Null(Reply(new Prepare(Two), new Promise(Two, null)));
        Assert.NotNull(Reply(new Accept(One, Red), new Accepted(One)));
    }

    [Fact]
    public void Accepting_fast_after_a_promise_is_caught()
    {
        Reply(new Prepare(One), new Promise(One, null));
        Assert.NotNull(Reply(new Accept(Ballot.Fast, Red), new Accepted(Ballot.Fast)));
    }

    [Fact]
    public void Saying_again_what_was_accepted_before_the_promise_is_fine()
    {
        Assert.Null(Reply(new Accept(Ballot.Fast, Red), new Accepted(Ballot.Fast)));
        Assert.Null(Reply(new Prepare(One), new Promise(One, new AcceptedPair(Ballot.Fast, Red))));
        Assert.Null(Reply(new Accept(Ballot.Fast, Red), new Accepted(Ballot.Fast)));
    }

    [Fact]
    public void So_it_is_when_the_first_answer_was_lost_in_a_crash()
    {
        Assert.Null(Reply(new Prepare(One), new Promise(One, new AcceptedPair(Ballot.Fast, Red))));
        Assert.Null(Reply(new Accept(Ballot.Fast, Red), new Accepted(Ballot.Fast)));
    }

    [Fact]
    public void Denying_what_was_accepted_is_caught()
    {
        Reply(new Accept(One, Red), new Accepted(One));
        Assert.NotNull(Reply(new Prepare(Two), new Promise(Two, null)));
    }

    [Fact]
    public void Promising_less_than_before_is_caught()
    {
        Reply(new Prepare(Two), new Promise(Two, null));
        Assert.NotNull(Reply(new Prepare(One), new Promise(One, null)));
    }

    [Fact]
    public void A_report_that_forgets_is_caught()
    {
        Reply(new Prepare(Two), new Promise(Two, null));
        Assert.NotNull(Reply(new Read(), new Report(Ballot.Fast, null)));
    }

    [Fact]
    public void Accepting_two_values_at_one_ballot_is_caught()
    {
        Reply(new Accept(One, Red), new Accepted(One));
        Assert.NotNull(Reply(new Accept(One, Blue), new Accepted(One)));
    }

    [Fact]
    public void Acceptors_are_judged_apart()
    {
        Reply(new Prepare(Two), new Promise(Two, null));
        Assert.Null(_checker.OnReply(1, Key, new Accept(One, Red), new Accepted(One)));
    }
}
