using Actors.Explorer.Rules;
using Actors.Explorer.Rules.Paxos;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Tests;

/// <summary>Steps 6 and 7, which run the product's own acceptor and proposer.</summary>
public sealed class PaxosStepsTests
{
    [Fact]
    public void Every_schedule_of_two_classic_rounds_agrees()
    {
        var report = Play.Scenario(6, "safe").Report;
        Assert.True(report.IsComplete);
        Assert.Null(report.Breaking);
        // The exact numbers, which the page shows, change only when the rules do.
        Assert.Equal((33_341, 176_595), (report.States, report.Steps));
        Assert.InRange(report.Schedules, 4.2e14, 4.3e14);
    }

    [Fact]
    public void So_does_every_schedule_of_the_fast_round_and_what_follows()
    {
        var report = Play.Scenario(7, "three").Report;
        Assert.True(report.IsComplete);
        Assert.Null(report.Breaking);
        Assert.Equal((33_328, 201_027), (report.States, report.Steps));
    }

    [Fact]
    public void Whatever_a_visitor_tries_it_does_not_disagree()
    {
        var scenario = Play.Scenario(7, "three");
        var decided = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var run = scenario.Randomly(seed, moves: 120);
            Assert.False(scenario.Judge(run).IsBroken, Schedule.Write(run.Moves));
            if (run.Now.Told.Any(told => told is not null)) decided++;
        }
        Assert.True(decided > 30, $"Only {decided} of 300 runs decided anything.");
    }

    [Fact]
    public void Acceptors_that_forget_are_found_out()
    {
        var scenario = Play.Scenario(6, "forget");
        var run = scenario.Broken();
        Assert.True(run.Now.Disagrees);
        Assert.Single(run.Moves, move => move.Kind == MoveKind.Crash);
    }

    [Fact]
    public void Duellists_stay_undecided_though_nothing_is_lost()
    {
        var scenario = Play.Scenario(6, "duel");
        var run = scenario.Broken();
        Assert.Equal(VerdictKind.Endless, scenario.Judge(run).Kind);
        Assert.DoesNotContain(run.Moves, move => move.Kind is not (MoveKind.Act or MoveKind.Deliver));
    }

    [Fact]
    public void A_value_that_was_chosen_is_found_again()
    {
        var run = Play.Scenario(6, "safe").Begin().Act("Cust.");
        foreach (var acceptor in new[] { "a1", "a2" }) run = run.Deliver("Cust.", acceptor).Deliver(acceptor, "Cust.");
        foreach (var acceptor in new[] { "a1", "a2" }) run = run.Deliver("Cust.", acceptor);
        // Chosen, though not even the customer knows it yet. The warehouse asks one of the two, and one that has heard nothing.
        run = run.Act("Ware.");
        foreach (var acceptor in new[] { "a2", "a3" }) run = run.Deliver("Ware.", acceptor);
        run = run.Deliver("a2", "Ware.").Deliver("a3", "Ware.");
        Assert.Contains("asks to accept Cancel", run.Happenings[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fast_round_takes_one_round_trip()
    {
        var run = Play.Scenario(7, "alone").Begin();
        foreach (var acceptor in new[] { "a1", "a2", "a3" }) run = run.Deliver("Cust.", acceptor);
        foreach (var acceptor in new[] { "a1", "a2", "a3" }) run = run.Deliver(acceptor, "Cust.");
        Assert.Equal(Choice.Cancel, run.Now.Told[0]);
        Assert.Equal(6, run.Moves.Count);
    }

    [Fact]
    public void Were_two_of_three_enough_nobody_could_recover()
    {
        var scenario = Play.Scenario(7, "two");
        var run = scenario.Broken();
        Assert.Contains(run.Now.Told, told => told is not null);
        Assert.Contains("hold different values", scenario.Judge(run).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_acceptor_keeps_its_promise_over_a_crash()
    {
        var run = Play.Scenario(6, "safe").Begin().Act("Cust.").Deliver("Cust.", "a1").Crash("a1");
        Assert.Equal("≥ 1C", ((AcceptorNode)run.Now.Nodes[2]).Holds);
        var forgetful = Play.Scenario(6, "forget").Begin().Act("Cust.").Deliver("Cust.", "a1").Crash("a1");
        Assert.Equal("empty", forgetful.Now.Nodes[2].Holds);
    }
}
