using System.Globalization;
using static Microsoft.Playwright.Assertions;

namespace Actors.Pages.Tests;

/// <summary>The user of the day.</summary>
public sealed class TodayTests(Browser browser)
{
    [Fact]
    public async Task All_nodes_tell_the_same_user_and_so_does_every_page()
    {
        await using var visitor = await browser.VisitAsync();
        await using var onlooker = await browser.VisitAsync();
        // A day of its own: others look at the present one.
        var day = DateTime.UtcNow.AddDays(-7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await visitor.OpenAsync($"/today?day={day}");
        await onlooker.OpenAsync($"/today?day={day}");
        await Expect(onlooker.Page.Locator(".user")).ToHaveTextAsync("nobody has asked yet");
        await visitor.Page.Locator("[data-ask]").ClickAsync();
        await Expect(visitor.Page.Locator("[data-answers] li")).ToHaveCountAsync(3);
        var user = await visitor.Page.Locator("[data-answers] .says").First.InnerTextAsync();
        Assert.Equal([user, user, user], await visitor.Page.Locator("[data-answers] .says").AllInnerTextsAsync());
        await Expect(visitor.Page.Locator("[data-user]")).ToHaveTextAsync(user);
        await Expect(onlooker.Page.Locator("[data-user]")).ToHaveTextAsync(user);
        visitor.AssertQuiet();
        onlooker.AssertQuiet();
    }

    [Fact]
    public async Task A_day_that_has_not_come_shows_today()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenAsync("/today?day=9999-12-31");
        await Expect(visitor.Page.Locator("time")).ToHaveAttributeAsync("datetime", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        visitor.AssertQuiet();
    }
}
