using Actors.Explorer.Steps;
using Actors.Explorer.Worlds;

namespace Actors.Pages.Tests;

/// <summary>What axe finds, in both themes and at both widths, with a world in the middle of its story.</summary>
public sealed class AccessibilityTests(Browser browser)
{
    [Fact]
    public async Task Nothing_serious_on_any_page()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenAsync("/explore");
        await CheckAsync(visitor, "/explore");
        foreach (var step in Ladder.Steps)
        {
            var scenario = step.Scenarios.First(scenario => scenario.Report.Breaking is not null);
            await visitor.OpenStepAsync(step.Number, scenario.Key, Schedule.Write(scenario.Report.Breaking!.Take(30)));
            await CheckAsync(visitor, $"step {step.Number}");
        }
        visitor.AssertQuiet();
    }

    private static Task CheckAsync(Visitor visitor, string where) => visitor.InEveryLookAsync((theme, width) => Axe.CheckAsync(visitor, $"{where}, {theme}, {width}"));
}
