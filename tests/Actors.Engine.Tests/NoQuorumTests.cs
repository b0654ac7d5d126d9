using Actors.Paxos;
using static Actors.Engine.Tests.Given;

namespace Actors.Engine.Tests;

/// <summary>Who hears "no quorum", and when.</summary>
public sealed class NoQuorumTests
{
    private static readonly ProposerOptions Options = new() { NoQuorumAfter = Ms(2000) };

    [Fact]
    public void Whoever_joins_late_gets_as_much_time_to_find_a_quorum_as_whoever_came_first()
    {
        var engine = NewEngine(options: Options);
        var (first, late) = (new TestCaller(), new TestCaller());
        engine.Propose(first, Key(), Proposal(), Ms(10_000), Ms(0));
        Drive(engine, until: Ms(1900));
        engine.Propose(late, Key(), Proposal(), Ms(10_000), Ms(1900));

        Drive(engine, until: Ms(2100));
        Assert.Equal(OutcomeKind.NoQuorum, first.Outcome?.Kind);
        Assert.Null(late.Outcome);
        Drive(engine, until: Ms(3900));
        Assert.Equal(OutcomeKind.NoQuorum, late.Outcome?.Kind);
    }

    [Fact]
    public void A_quorum_that_answers_but_does_not_agree_in_time_leaves_the_outcome_unknown()
    {
        var engine = NewEngine(options: Options);
        var caller = new TestCaller();
        engine.Propose(caller, Key(), Proposal(), Ms(3000), Ms(0));
        // Every ballot is refused for the sake of a higher one, as if others were always faster.
        Drive(engine, until: Ms(3000), batch => batch.Node == "n3" ? null
            : [.. batch.Messages.Select(message => Beaten(message.Message))]);
        Assert.Equal(OutcomeKind.Unknown, caller.Outcome?.Kind);
    }

    [Fact]
    public void A_quorum_that_is_gone_is_told_as_soon_as_it_has_been_silent_long_enough()
    {
        var engine = NewEngine(options: Options);
        var (early, late) = (new TestCaller(), new TestCaller());
        engine.Propose(early, Key(1), Proposal(), Ms(10_000), Ms(0));
        foreach (var batch in engine.TakeEffects()!.Batches) engine.OnReplies(batch, [new Accepted(Ballot.Fast)], default, Ms(1));
        foreach (var (caller, outcome) in engine.TakeEffects()!.Completions) caller.Complete(outcome);
        Assert.Equal(OutcomeKind.Decided, early.Outcome?.Kind);
        engine.Propose(late, Key(2), Proposal(), Ms(10_000), Ms(1));
        Drive(engine, until: Ms(2000));
        Assert.Null(late.Outcome);
        Drive(engine, until: Ms(2300));
        Assert.Equal(OutcomeKind.NoQuorum, late.Outcome?.Kind);
    }

    /// <summary>20 ms say nothing of a quorum: the first answer may take longer on a slow link.</summary>
    [Fact]
    public void A_caller_whose_time_is_too_short_to_tell_hears_that_the_outcome_is_unknown()
    {
        var engine = NewEngine(options: Options);
        var caller = new TestCaller();
        engine.Propose(caller, Key(), Proposal(), Ms(20), Ms(0));
        Drive(engine, until: Ms(30));
        Assert.Equal(OutcomeKind.Unknown, caller.Outcome?.Kind);
    }

    private static AcceptorReply Beaten(AcceptorMessage message) =>
        new Nack(message is Prepare prepare ? prepare.Ballot : ((Accept)message).Ballot, new Ballot(1_000_000, new ProposerId("n9", 1, 1)), null);

    /// <summary>Lets time pass in steps of a millisecond. Batches without replies fail at once.</summary>
    private static void Drive(ProposerEngine engine, TimeSpan until, Func<Batch, IReadOnlyList<AcceptorReply>?>? answer = null)
    {
        for (var now = engine.NextTimer ?? until; now <= until; now = Later(now, engine.NextTimer ?? until + Ms(1)))
        {
            engine.OnTimer(now);
            while (engine.TakeEffects() is { } effects)
            {
                foreach (var (caller, outcome) in effects.Completions) caller.Complete(outcome);
                foreach (var batch in effects.Batches)
                    if (answer?.Invoke(batch) is { } replies) engine.OnReplies(batch, replies, default, now);
                    else engine.OnFailure(batch, now);
            }
        }

        static TimeSpan Later(TimeSpan now, TimeSpan next) => next > now ? next : now + Ms(1);
    }
}
