using Actors.Explorer.Steps;
using Actors.Pages.Diagrams;

namespace Actors.Pages.Explore;

/// <summary>Which value has which colour.</summary>
internal static class ToneExtensions
{
    public static Tone ToneOf(this Scenario scenario, string? value) =>
        value == scenario.Values[0] ? Tone.First : value == scenario.Values[1] ? Tone.Second : Tone.Neutral;
}
