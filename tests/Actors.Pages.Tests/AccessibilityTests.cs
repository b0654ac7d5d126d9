using Actors.Explorer.Steps;
using Microsoft.Playwright;

namespace Actors.Pages.Tests;

/// <summary>What axe finds, in both themes and at both widths, with a world in the middle of its story.</summary>
public sealed class AccessibilityTests(Browser browser)
{
    public static TheoryData<ColorScheme, int> Looks => new()
    {
        { ColorScheme.Light, 1280 }, { ColorScheme.Dark, 1280 }, { ColorScheme.Light, 390 }, { ColorScheme.Dark, 390 },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Nothing_serious_on_any_page(ColorScheme theme, int width)
    {
        await using var visitor = await browser.VisitAsync(theme, width);
        await visitor.OpenAsync("/explore");
        await Axe.CheckAsync(visitor, "/explore");
        foreach (var step in Ladder.Steps)
        {
            var scenario = step.Scenarios.First(scenario => scenario.Report.Breaking is not null);
            var moves = scenario.Report.Breaking!.Take(30);
            await visitor.OpenStepAsync(step.Number, scenario.Key, Actors.Explorer.Worlds.Schedule.Write(moves));
            await Axe.CheckAsync(visitor, $"step {step.Number}");
        }
        visitor.AssertQuiet();
    }
}
