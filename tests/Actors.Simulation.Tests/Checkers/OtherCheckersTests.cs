using Actors.Paxos;
using Actors.Simulation.Checkers;
using static Actors.Simulation.Tests.Checkers.Given;

namespace Actors.Simulation.Tests.Checkers;

public class OtherCheckersTests
{
    [Fact]
    public void Ballot_catches_a_ballot_that_carries_two_values()
    {
        var checker = new BallotChecker();
        Assert.Null(checker.OnSent(Key, new Accept(One, Red)));
        Assert.Null(checker.OnSent(Key, new Accept(One, Red)));
        Assert.Null(checker.OnSent(Key, new Accept(Two, Blue)));
        Assert.NotNull(checker.OnSent(Key, new Accept(One, Blue)));
    }

    [Fact]
    public void Ballot_lets_the_fast_round_carry_many()
    {
        var checker = new BallotChecker();
        Assert.Null(checker.OnSent(Key, new Accept(Ballot.Fast, Red)));
        Assert.Null(checker.OnSent(Key, new Accept(Ballot.Fast, Blue)));
    }

    [Fact]
    public void Durability_catches_every_answer_that_is_not_on_disk()
    {
        var empty = AcceptorState.Initial;
        Assert.NotNull(DurabilityChecker.OnReply(Key, new Prepare(One), new Promise(One, null), empty));
        Assert.NotNull(DurabilityChecker.OnReply(Key, new Accept(One, Red), new Accepted(One), empty with { Promised = One }));
        Assert.NotNull(DurabilityChecker.OnReply(Key, new Prepare(One), new Nack(One, Two, null), empty with { Promised = One }));
        Assert.NotNull(DurabilityChecker.OnReply(Key, new Read(), new Report(One, new AcceptedPair(One, Red)), empty with { Promised = One }));
        Assert.NotNull(DurabilityChecker.OnReply(Key, new Accept(One, Red), new Accepted(One), new AcceptorState(One, new AcceptedPair(One, Blue), null)));
    }

    [Fact]
    public void Durability_is_content_with_what_is_on_disk_or_above_it()
    {
        var held = new AcceptorState(Two, new AcceptedPair(Two, Blue), null);
        Assert.Null(DurabilityChecker.OnReply(Key, new Prepare(One), new Promise(One, null), held));
        Assert.Null(DurabilityChecker.OnReply(Key, new Accept(Two, Blue), new Accepted(Two), held));
        Assert.Null(DurabilityChecker.OnReply(Key, new Learn(Red), new Learned(), AcceptorState.Initial));
    }

    [Fact]
    public void Convergence_catches_a_call_that_is_not_answered_or_takes_for_ever()
    {
        var within = TimeSpan.FromSeconds(1);
        Assert.Null(ConvergenceChecker.Check("read k", new Outcome(OutcomeKind.Decided, Red, 3, 1), within));
        Assert.NotNull(ConvergenceChecker.Check("read k", null, within));
        Assert.NotNull(ConvergenceChecker.Check("read k", new Outcome(OutcomeKind.NoQuorum, null, 1, 1), within));
        Assert.NotNull(ConvergenceChecker.Check("read k", new Outcome(OutcomeKind.Undecided, null, 3, 0), within));
        Assert.NotNull(ConvergenceChecker.Check("read k", new Outcome(OutcomeKind.Decided, Red, 3, 1000), within));
    }
}
