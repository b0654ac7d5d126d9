using Actors.Explorer.Rules;
using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Tests;

/// <summary>The search against one that knows no short cuts.</summary>
public sealed class SearchTests
{
    public static TheoryData<string> Rules => ["three", "three-crash", "coordinator", "go", "threads"];

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_finds_what_a_search_without_short_cuts_finds(string rule)
    {
        var start = World.Begin(
            rule switch
            {
                "three" or "three-crash" => new MajorityVote(3),
                "coordinator" => new Coordinator(),
                "go" => new MajorityVote(2, TieBreak.GoOnWithoutChair),
                _ => SharedVariable.TwoThreads(locked: false),
            },
            new Faults(Crashes: rule is "three-crash" or "coordinator" ? 1 : 0));
        var graph = StateGraph.Explore(start, Choice.All);
        var naive = new NaiveSearch().Explore(start);
        Assert.True(graph.IsComplete);
        Assert.True(graph.States <= naive.States);
        Assert.Equal(naive.Disagrees, graph.Any(Prospects.Disagreement));
        Assert.Equal(naive.Blocks, graph.Any(Prospects.Hopeless));
        Assert.Equal(naive.ShortestDisagreement, graph.ShortestTo(Prospects.Disagreement)?.Count);
    }

    [Fact]
    public void Voters_who_change_places_make_no_difference()
    {
        var scenario = Play.Scenario(3, "three");
        var one = scenario.Begin().Deliver("Cust.", "v1").Deliver("Ware.", "v2").Deliver("v1", "Cust.");
        var other = scenario.Begin().Deliver("Ware.", "v3").Deliver("Cust.", "v2").Deliver("v2", "Cust.");
        Assert.Equal(new StateCode().Of(one.Now), new StateCode().Of(other.Now));
        var elsewhere = scenario.Begin().Deliver("Ware.", "v3").Deliver("Cust.", "v2").Deliver("v3", "Cust.");
        Assert.NotEqual(new StateCode().Of(one.Now), new StateCode().Of(elsewhere.Now));
    }

    [Fact]
    public void The_chair_does_not_change_places()
    {
        var scenario = Play.Scenario(4, "wait");
        var chair = scenario.Begin().Deliver("Cust.", "Chair");
        var voter = scenario.Begin().Deliver("Cust.", "v1");
        Assert.NotEqual(new StateCode().Of(chair.Now), new StateCode().Of(voter.Now));
    }

    [Fact]
    public void A_bound_ends_it_and_is_said()
    {
        var graph = StateGraph.Explore(World.Begin(new MajorityVote(4), Faults.None), Choice.All, statesMax: 100);
        Assert.False(graph.IsComplete);
        Assert.InRange(graph.States, 100, 200);
    }
}
