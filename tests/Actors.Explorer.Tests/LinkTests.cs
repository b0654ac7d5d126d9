using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Tests;

/// <summary>A row of moves is all there is: links carry it, undo shortens it.</summary>
public sealed class LinkTests
{
    public static TheoryData<int, string> All => StepsTests.All;

    [Theory]
    [MemberData(nameof(All))]
    public void A_link_brings_back_the_very_same_world(int step, string key)
    {
        var scenario = Play.Scenario(step, key);
        for (var seed = 0; seed < 20; seed++)
        {
            var run = scenario.Randomly(seed, moves: 40);
            var again = scenario.Replay(Schedule.Read(Schedule.Write(run.Moves)));
            Assert.Equal(run.Moves, again.Moves);
            Same(run.Now, again.Now);
            Assert.Equal(run.Happenings.Select(happening => happening.Text), again.Happenings.Select(happening => happening.Text));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void To_undo_is_to_replay_all_but_the_last(int step, string key)
    {
        var scenario = Play.Scenario(step, key);
        var run = scenario.Begin();
        var worlds = new List<World> { run.Now };
        foreach (var move in scenario.Randomly(seed: 7, moves: 25).Moves)
        {
            run = run.With(move);
            worlds.Add(run.Now);
        }
        for (var kept = run.Moves.Count; kept >= 0; kept--) Same(worlds[kept], scenario.Replay(run.Moves.Take(kept)).Now);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("d0d12x2", "d0d12x2")]
    [InlineData("d0?d1", "d0")]
    [InlineData("d0dd1", "d0")]
    [InlineData("d99999999999", "")]
    [InlineData("<script>", "")]
    [InlineData("d٣", "")]
    public void What_makes_no_sense_is_left_out(string? text, string understood) => Assert.Equal(understood, Schedule.Write(Schedule.Read(text)));

    [Fact]
    public void A_link_that_is_too_long_is_no_link() => Assert.Empty(Schedule.Read(string.Concat(Enumerable.Repeat("a0", Schedule.MaxLength))));

    [Fact]
    public void Moves_that_are_not_possible_end_a_replay() =>
        Assert.Single(Play.Scenario(3, "four").Replay(Schedule.Read("d0d0d0x1")).Moves);

    private static void Same(World one, World other)
    {
        Assert.Equal(new StateCode().Of(one), new StateCode().Of(other));
        Assert.Equal(one.Messages, other.Messages);
        Assert.Equal(one.Nodes.Select(node => node.Holds), other.Nodes.Select(node => node.Holds));
        Assert.Equal(one.Down, other.Down);
        Assert.Equal(one.Told, other.Told);
    }
}
