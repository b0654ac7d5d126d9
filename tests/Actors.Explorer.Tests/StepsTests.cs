using Actors.Explorer.Rules;
using Actors.Explorer.Search;
using Actors.Explorer.Steps;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Tests;

/// <summary>The story that the explorer tells, claim by claim.</summary>
public sealed class StepsTests
{
    public static TheoryData<int, string> All => [.. Ladder.Steps.SelectMany(step => step.Scenarios.Select(scenario => (step.Number, scenario.Key)))];

    [Theory]
    [MemberData(nameof(All))]
    public void A_claim_breaks_as_it_is_said_to_or_not_at_all(int step, string key)
    {
        var scenario = Play.Scenario(step, key);
        var report = scenario.Report;
        if (scenario.Breaks is { } kind) Assert.Equal(kind, scenario.Judge(scenario.Broken()).Kind);
        else if (scenario.Script is null) Assert.Null(report.Breaking);
        if (scenario.Breaks is null && scenario.Script is null) Assert.True(report.IsComplete && report.Schedules >= 1);
    }

    [Fact]
    public void Two_threads_without_a_lock_both_win()
    {
        var scenario = Play.Scenario(1, "two");
        Assert.Equal(4, scenario.Report.BreaksAfter);
        Assert.Equal([Choice.Cancel, Choice.Ship], scenario.Broken().Now.Told.OfType<string>());
        Assert.Equal(6, scenario.Report.Schedules);
    }

    [Fact]
    public void With_a_lock_only_the_first_one_wins()
    {
        var run = Play.Scenario(1, "lock").Begin().Act("Cust.");
        // The other one must wait.
        Assert.DoesNotContain(new Move(MoveKind.Act, 1), run.Now.Moves());
        run = run.Act("Cust.").Act("Cust.").Act("Ware.").Act("Ware.").Act("Ware.");
        Assert.Equal([Choice.Cancel, Choice.Cancel], run.Now.Told.OfType<string>());
    }

    [Fact]
    public void When_the_coordinator_is_gone_nobody_can_know()
    {
        var scenario = Play.Scenario(2, "crash");
        var run = scenario.Broken();
        Assert.All(run.Now.Told, told => Assert.Null(told));
        Assert.Contains("had decided for Cancel", scenario.Judge(run).Text, StringComparison.Ordinal);
        // Cancelled or shipped: those who are left hold the same, whatever it was.
        var other = scenario.Begin().Deliver("n2", "n3").Crash("n3");
        other = other.With(new Move(MoveKind.Lose, other.Now.Messages[^1].Number));
        Assert.Equal(run.Now.Nodes[..2].Select(node => node.Holds), other.Now.Nodes[..2].Select(node => node.Holds));
    }

    [Fact]
    public void A_coordinator_that_comes_back_empty_decides_again()
    {
        var run = Play.Scenario(2, "back").Broken();
        Assert.Equal([Choice.Cancel, Choice.Ship], run.Now.Told.OfType<string>());
        Assert.Equal(6, run.Moves.Count);
    }

    [Fact]
    public void An_even_number_of_voters_splits_though_nobody_fails()
    {
        var scenario = Play.Scenario(3, "four");
        var run = scenario.Broken();
        Assert.Equal(Faults.None, scenario.Faults);
        Assert.Equal(4, scenario.Report.BreaksAfter);
        Assert.Empty(run.Now.Messages);
        Assert.StartsWith("Blocked for ever: 2 to 2.", scenario.Judge(run).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_odd_number_decides_on_every_schedule_until_one_fails()
    {
        Assert.Equal(Prospects.None, Play.Scenario(3, "three").Graph.Start & (Prospects.Hopeless | Prospects.Disagreement));
        Assert.False(Play.Scenario(3, "three").Graph.Any(Prospects.Hopeless));
        var scenario = Play.Scenario(3, "fails");
        Assert.StartsWith("Blocked for ever: 1 to 1", scenario.Judge(scenario.Broken()).Text, StringComparison.Ordinal);
        Assert.Equal(3, scenario.Report.BreaksAfter);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_majority_vote_never_disagrees(int voters)
    {
        var graph = StateGraph.Explore(World.Begin(new MajorityVote(voters), new Faults(Crashes: 1)), Choice.All);
        Assert.True(graph.IsComplete);
        Assert.False(graph.Any(Prospects.Disagreement));
        Assert.True(graph.Any(Prospects.Hopeless));
        Assert.True(graph.Any(Prospects.Settled));
    }

    [Fact]
    public void Waiting_for_the_chair_blocks_once_it_is_gone()
    {
        var scenario = Play.Scenario(4, "wait");
        Assert.Contains("the chair's", scenario.Judge(scenario.Broken()).Text, StringComparison.Ordinal);
        // While it is there it always gets its word in.
        Assert.False(StateGraph.Explore(World.Begin(scenario.Protocol, Faults.None), Choice.All).Any(Prospects.Hopeless | Prospects.Disagreement));
    }

    [Fact]
    public void Going_on_without_the_chair_decides_twice_though_nobody_failed()
    {
        var scenario = Play.Scenario(4, "go");
        var run = scenario.Broken();
        Assert.Equal(Faults.None, scenario.Faults);
        Assert.True(run.Now.Disagrees);
        Assert.Contains(run.Happenings, happening => happening.Text.Contains("stops waiting for the chair", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Moves, move => move.Kind is not (MoveKind.Act or MoveKind.Deliver));
    }

    [Fact]
    public void Replicas_differ_without_a_log_and_agree_with_one()
    {
        Assert.Equal(["8", "5"], Play.Scenario(8, "arrival").Broken().Now.Told.OfType<string>());
        var log = Play.Scenario(8, "log");
        Assert.Equal(60, log.Report.Schedules);
        Assert.False(log.Graph.Any(Prospects.Disagreement | Prospects.Hopeless));
        Assert.Equal(Prospects.Both, log.Graph.Start & Prospects.Both);
    }
}
