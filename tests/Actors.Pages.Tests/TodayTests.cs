using System.Globalization;
using static Microsoft.Playwright.Assertions;

namespace Actors.Pages.Tests;

/// <summary>The user of the day.</summary>
[Collection(FreshSiloCollection.Name)]
public sealed class TodayTests(Browser browser, OwnSilo silo)
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

    [Fact]
    public async Task The_list_changes_on_every_open_page()
    {
        await using var visitor = await browser.VisitAsync();
        await using var onlooker = await browser.VisitAsync();
        await visitor.OpenAsync("/today");
        await onlooker.OpenAsync("/today");
        var name = $"Zoë {Guid.NewGuid():N}";
        await Expect(visitor.Page.Locator("[data-users]")).ToContainTextAsync("Ada");
        await visitor.Page.Locator("[data-user-name]").FillAsync(name);
        await visitor.Page.Locator("[data-add]").ClickAsync();
        await Expect(onlooker.Page.Locator("[data-users]")).ToContainTextAsync(name);
        await onlooker.Page.Locator($"[data-remove='{name}']").ClickAsync();
        await Expect(visitor.Page.Locator("[data-users]")).Not.ToContainTextAsync(name);
        await visitor.Page.Locator("[data-user-name]").FillAsync(" ");
        await visitor.Page.Locator("[data-add]").ClickAsync();
        await Expect(visitor.Page.Locator("[data-users-problem]")).ToHaveTextAsync("The name of a user must not be empty.");
        visitor.AssertQuiet();
        onlooker.AssertQuiet();
    }

    [Fact]
    public async Task From_an_empty_list_nobody_is_picked_and_the_page_says_why()
    {
        await silo.HealAsync();
        await using var visitor = await browser.VisitAsync(url: silo.Url);
        await visitor.OpenAsync("/today");
        var names = visitor.Page.Locator("[data-users] li");
        await Expect(names.First).ToBeVisibleAsync();
        for (var left = await names.CountAsync(); left > 0; left--)
        {
            await Expect(names).ToHaveCountAsync(left);
            await names.First.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        }
        await Expect(visitor.Page.Locator("[data-users-empty]")).ToContainTextAsync("Nobody");
        await visitor.Page.Locator("[data-ask]").ClickAsync();
        await Expect(visitor.Page.Locator("[data-answers] + .note")).ToHaveTextAsync("The list below is empty: add somebody, and ask again.");
        using (var http = new HttpClient())
        using (var answer = await http.GetAsync($"{silo.Url}/user-of-the-day"))
        {
            Assert.Equal(System.Net.HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Contains("no-users", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        await visitor.Page.Locator("[data-user-name]").FillAsync("Zoë");
        await visitor.Page.Locator("[data-add]").ClickAsync();
        await Expect(names).ToHaveCountAsync(1);
        await visitor.Page.Locator("[data-ask]").ClickAsync();
        await Expect(visitor.Page.Locator("[data-user]")).ToHaveTextAsync("Zoë");
        visitor.AssertQuiet();
    }
}
