using Actors.Simulation.Checkers;
using Actors.Simulation.Worlds;
using static Actors.Simulation.Tests.Checkers.Given;

namespace Actors.Simulation.Tests.Checkers;

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
    public void It_agrees_with_trying_every_moment()
    {
        var random = new SeededRandom(1, "histories");
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

    private static HistoryEntry Draw(SeededRandom random)
    {
        var start = random.Next(10);
        var end = start + 1 + random.Next(6);
        var holds = random.Next(4) switch { 0 => Blue, 1 or 2 => Red, _ => null };
        return random.Chance(0.5) ? Propose(random.Chance(0.5) ? Red : Blue, 2 * start, (2 * end) + 1, holds) : Read(2 * start, (2 * end) + 1, holds);
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

    private static string? Check(params HistoryEntry[] calls) => LinearizabilityChecker.Check(Key, calls);
}
