using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Tests;

/// <summary>Step 5: what Fischer, Lynch and Paterson say of each voting rule.</summary>
public sealed class FlpTests
{
    [Theory]
    [InlineData("four", Card.NeverDecides)]
    [InlineData("three", Card.OneDecisiveStep)]
    [InlineData("coordinator", Card.OneDecisiveStep)]
    [InlineData("wait", Card.OneDecisiveStep)]
    [InlineData("go", Card.TwoDecisiveSteps)]
    public void Each_rule_draws_a_bad_card(string key, Card card) => Assert.Equal(card, Play.Scenario(5, key).Report.Card);

    [Theory]
    [InlineData("four")]
    [InlineData("three")]
    [InlineData("coordinator")]
    [InlineData("wait")]
    [InlineData("go")]
    public void At_first_both_outcomes_are_open(string key)
    {
        var scenario = Play.Scenario(5, key);
        Assert.Equal(Valence.Open, scenario.Graph.ValenceOf(scenario.Begin().Now));
    }

    [Fact]
    public void A_step_can_close_one_of_them()
    {
        var scenario = Play.Scenario(5, "three");
        var one = scenario.Begin().Deliver("Cust.", "v1");
        Assert.Equal(Valence.Open, scenario.Graph.ValenceOf(one.Now));
        var two = one.Deliver("Cust.", "v2");
        Assert.Equal(Valence.First, scenario.Graph.ValenceOf(two.Now));
        var split = one.Deliver("Ware.", "v2").Crash("v3");
        Assert.Equal(Valence.Nothing, scenario.Graph.ValenceOf(split.Now));
    }

    [Theory]
    [InlineData("four", VerdictKind.Blocked)]
    [InlineData("three", VerdictKind.Blocked)]
    [InlineData("coordinator", VerdictKind.KnowledgeLost)]
    [InlineData("wait", VerdictKind.Blocked)]
    [InlineData("go", VerdictKind.Disagreement)]
    public void The_adversary_brings_every_rule_to_show_its_card(string key, VerdictKind kind)
    {
        var scenario = Play.Scenario(5, key);
        var run = scenario.Broken();
        Assert.Equal(kind, scenario.Judge(run).Kind);
        Assert.Equal(scenario.Report.Card == Card.OneDecisiveStep, run.Moves.Any(move => move.Kind == MoveKind.Crash));
    }

    [Theory]
    [InlineData("four")]
    [InlineData("three")]
    [InlineData("wait")]
    [InlineData("go")]
    public void Move_by_move_it_keeps_both_outcomes_open(string key)
    {
        var scenario = Play.Scenario(5, key);
        var run = scenario.Begin();
        while (Adversary.KeepingOpen(scenario.Graph, run.Now) is { } move)
        {
            run = run.With(move);
            Assert.Equal(Valence.Open, scenario.Graph.ValenceOf(run.Now));
        }
        Assert.True(run.Moves.Count >= 6);
        // Where it can do so no longer, each move of anybody's settles something.
        Assert.DoesNotContain(run.Now.MovesThatMatter(),
            move => move.Kind == MoveKind.Deliver && scenario.Graph.ValenceOf(run.Now.Apply(move)) == Valence.Open);
        Assert.NotNull(Adversary.Next(scenario.Graph, run.Now) ?? run.Now.Moves().Select(move => (Move?)move).First());
    }
}
