using Actors.Paxos;
using static Actors.Histories.Tests.Given;

namespace Actors.Histories.Tests;

public class LinearizabilityCheckerTests
{
    [Fact]
    public void A_read_that_sees_nothing_after_somebody_saw_the_value_is_caught() =>
        Assert.NotNull(Check(Propose(Red, 1, 4, Red), Read(5, 6, null)));

    [Fact]
    public void A_read_that_sees_nothing_while_the_value_is_being_decided_is_fine() =>
        Assert.Null(Check(Propose(Red, 1, 4, Red), Read(3, 6, null)));

    [Fact]
    public void An_unknown_proposal_may_win_later() =>
        Assert.Null(Check(Propose(Red, 1, 2, null), Read(3, 4, null), Read(5, 6, Red)));

    [Fact]
    public void A_read_that_forgets_is_caught() =>
        Assert.NotNull(Check(Propose(Red, 1, 2, null), Read(3, 4, Red), Read(5, 6, null)));

    [Fact]
    public void Two_values_are_caught() =>
        Assert.NotNull(Check(Propose(Red, 1, 4, Red), Propose(Blue, 2, 5, Blue)));

    [Fact]
    public void A_value_seen_before_it_was_proposed_is_caught() =>
        Assert.NotNull(Check(Read(1, 2, Red), Propose(Red, 3, 4, Red)));

    [Fact]
    public void A_call_without_an_answer_limits_nothing() =>
        Assert.Null(Check(new HistoryEntry(Key, Red, 1, long.MaxValue, null), Read(3, 4, null), Read(5, 6, Red)));

    [Fact]
    public void Calls_that_touch_may_have_been_in_any_order()
    {
        Assert.Null(Check(Propose(Red, 1, 4, Red), Read(4, 6, null)));
        Assert.Null(Check(Propose(Red, 1, 4, Red), Read(0, 1, Red)));
    }

    [Fact]
    public void A_value_that_nobody_proposed_is_caught() =>
        Assert.Contains("nobody proposed", Check(Propose(Red, 1, 4, null), Read(5, 6, Blue))!.Message, StringComparison.Ordinal);

    [Fact]
    public void One_id_with_two_values_is_two_proposals() =>
        Assert.NotNull(Check(Propose(Red, 1, 4, Red), Read(5, 6, Red with { Value = Blue.Value })));

    [Fact]
    public void A_proposal_that_is_answered_with_undecided_is_caught() =>
        Assert.NotNull(Check(new HistoryEntry(Key, Red, 1, 2, new Outcome(OutcomeKind.Undecided, null, 3, 0))));

    [Fact]
    public void A_retry_proposes_no_later_than_the_first_attempt() =>
        Assert.Null(Check(Propose(Red, 7, 8, Red), Read(5, 6, Red), Propose(Red, 1, 2, null)));

    [Fact]
    public void The_calls_that_contradict_each_other_are_named()
    {
        var (win, stale) = (Propose(Red, 1, 4, Red), Read(7, 9, null));
        var anomaly = Check(Read(2, 3, null), Read(5, 6, Red), win, stale, Read(5, 8, null))!;
        Assert.Equal([win, stale], anomaly.Calls);
    }

    [Fact]
    public void The_order_in_which_calls_are_added_does_not_matter()
    {
        var random = new Random(2);
        for (var i = 0; i < 5_000; i++)
        {
            var calls = Enumerable.Range(0, 5).Select(_ => Draw(random)).ToArray();
            var linearizable = Check(calls) is null;
            random.Shuffle(calls);
            Assert.Equal(linearizable, Check(calls) is null);
        }
    }

    [Fact]
    public void A_call_to_another_register_is_refused() =>
        Assert.Throws<ArgumentException>(() => LinearizabilityChecker.Check(new RegisterKey("other"), [Read(1, 2, null)]));

    [Fact]
    public void A_call_that_ends_before_it_begins_is_refused() => Assert.Throws<ArgumentException>(() => Check(Read(2, 1, null)));

    [Fact]
    public void It_agrees_with_trying_every_moment()
    {
        var random = new Random(1);
        var (good, bad) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var calls = Enumerable.Range(0, 4).Select(_ => Draw(random)).ToArray();
            var linearizable = Check(calls) is null;
            Assert.Equal(TryEveryMoment(calls), linearizable);
            _ = linearizable ? good++ : bad++;
        }
        Assert.True(good > 1000 && bad > 1000);
    }

    private static HistoryEntry Draw(Random random)
    {
        var start = random.Next(10);
        var end = start + 1 + random.Next(6);
        var holds = random.Next(4) switch { 0 => Blue, 1 or 2 => Red, _ => null };
        return random.Next(2) == 0 ? Propose(random.Next(2) == 0 ? Red : Blue, 2 * start, (2 * end) + 1, holds) : Read(2 * start, (2 * end) + 1, holds);
    }

    /// <summary>The definition: for some value and some moment between two numbers, every answer fits.</summary>
    private static bool TryEveryMoment(HistoryEntry[] calls) => new[] { null, Red, Blue }.Any(value =>
        Enumerable.Range(-1, 40).Any(tick =>
        {
            var moment = value is null ? double.MaxValue : tick + 0.5;
            var proposed = value is null || calls.Any(call => call.Own == value && call.Start < moment);
            return proposed && calls.All(call =>
                call.Holds is { } holds ? holds == value && moment < call.End
                : !call.SawNothing || moment > call.Start);
        }));

    private static Anomaly? Check(params HistoryEntry[] calls) => LinearizabilityChecker.Check(Key, calls);
}
