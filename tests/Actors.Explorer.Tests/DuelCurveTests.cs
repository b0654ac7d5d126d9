using Actors.Explorer.Steps;
using Actors.Simulation.Termination;

namespace Actors.Explorer.Tests;

/// <summary>The curve that the page draws is the one that the simulation measures: its worlds come from seeds, so some of the same duels are fought again.</summary>
public sealed class DuelCurveTests
{
    /// <summary>The first of those that were measured.</summary>
    private const int Worlds = DuelCurve.Worlds / 10;

    [Theory]
    [InlineData(0, 2, "None")]
    [InlineData(1, 3, "Short")]
    [InlineData(2, 3, "Growing")]
    public void It_is_what_was_measured(int curve, int duellists, string pauses)
    {
        var shown = DuelCurve.All[curve].Undecided;
        var decidedAfter = new int[shown.Count];
        for (var seed = 1; seed <= Worlds; seed++)
            if (Duel.Run(duellists, seed, Enum.Parse<Pauses>(pauses), shown.Count - 1) is { } rounds)
                decidedAfter[rounds]++;
        var left = Worlds;
        Assert.All(decidedAfter.Select((decided, k) => (Share: (double)(left -= decided) / Worlds, k)), point => Assert.Equal(shown[point.k], point.Share, 0.05));
    }
}
