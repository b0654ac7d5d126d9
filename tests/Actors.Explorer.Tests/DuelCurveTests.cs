using Actors.Explorer.Steps;
using Actors.Simulation.Termination;

namespace Actors.Explorer.Tests;

/// <summary>The curve that the page draws is the one that the simulation measures: its worlds come from seeds, so the same duels are fought again.</summary>
public sealed class DuelCurveTests
{
    [Theory]
    [InlineData(0, 2, "None")]
    [InlineData(1, 3, "Short")]
    [InlineData(2, 3, "Growing")]
    public void It_is_what_was_measured(int curve, int duellists, string pauses)
    {
        var shown = DuelCurve.All[curve].Undecided;
        var decidedAfter = new int[shown.Count];
        for (var seed = 1; seed <= DuelCurve.Worlds; seed++)
            if (Duel.Run(duellists, seed, Enum.Parse<Pauses>(pauses), shown.Count - 1) is { } rounds)
                decidedAfter[rounds]++;
        var left = DuelCurve.Worlds;
        Assert.Equal(shown, decidedAfter.Select(decided => (double)(left -= decided) / DuelCurve.Worlds));
    }
}
