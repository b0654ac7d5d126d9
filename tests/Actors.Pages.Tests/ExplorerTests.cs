using System.Globalization;
using System.Text.RegularExpressions;
using Actors.Explorer.Steps;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Actors.Pages.Tests;

/// <summary>The explorer as a visitor drives it.</summary>
public sealed partial class ExplorerTests(Browser browser)
{
    public static TheoryData<int, string> Worlds => [.. Ladder.Steps.SelectMany(step => step.Scenarios.Select(scenario => (step.Number, scenario.Key)))];

    [Fact]
    public async Task The_ladder_leads_to_every_step()
    {
        await using var visitor = await browser.VisitAsync();
        foreach (var step in Ladder.Steps)
        {
            await visitor.OpenAsync("/explore");
            await visitor.Page.Locator(".ladder a", new PageLocatorOptions { HasText = step.Title }).ClickAsync();
            await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync(step.Title);
        }
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task Each_step_leads_to_the_next_and_the_last_to_the_real_cluster()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenAsync($"/explore/{Ladder.Steps[0].Number}");
        var on = visitor.Page.Locator("nav.next .primary");
        foreach (var step in Ladder.Steps.Skip(1))
        {
            await on.ClickAsync();
            await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync(step.Title);
        }
        await on.ClickAsync();
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("Cancel or ship?");
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task The_button_plays_by_itself()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenStepAsync(1, "two");
        await visitor.Page.Locator("[data-break]").ClickAsync();
        await Expect(visitor.Page.Locator(".story .count")).ToHaveTextAsync("4");
        await Expect(visitor.Verdict).ToHaveAttributeAsync("data-verdict", "Disagreement");
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task What_is_known_of_a_world_is_searched_again_on_demand()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenStepAsync(6, "safe");
        var search = visitor.Page.Locator("[data-search]");
        await Expect(search).ToHaveAttributeAsync("data-search", "known");
        await visitor.Page.Locator("[data-search-again]").ClickAsync();
        await Expect(search).ToHaveAttributeAsync("data-search", "same");
        await Expect(search).ToContainTextAsync("the same");
        await visitor.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "If acceptors forgot" }).ClickAsync();
        await Expect(search).ToHaveAttributeAsync("data-search", "known");
        visitor.AssertQuiet();
    }

    /// <summary>The button plays what the search found, move by move, to the verdict that the search promises.</summary>
    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task A_world_is_broken_by_its_button_or_said_to_hold(int step, string key)
    {
        var scenario = Ladder.Find(step)!.Find(key);
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenStepAsync(step, key);
        await Expect(visitor.Verdict).ToHaveAttributeAsync("data-verdict", "Open");
        var button = visitor.Page.Locator("[data-break]");
        if (scenario.Report.Breaking is not { } breaking)
        {
            await Expect(button).ToHaveTextAsync("Nothing breaks it");
            await Expect(visitor.Page.Locator(".report")).ToContainTextAsync("none breaks the claim");
            await Expect(visitor.Page.Locator(".report")).ToContainTextAsync(scenario.Report.States.ToString("N0", CultureInfo.InvariantCulture));
            return;
        }
        await button.ClickAsync();
        // Its own pace is for people.
        var next = visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Step", Exact = true });
        for (var move = 0; move < breaking.Count; move++) await next.DispatchEventAsync("click");
        var end = scenario.Judge(scenario.Replay(breaking).Now);
        await Expect(visitor.Page.Locator(".story .count")).ToHaveTextAsync($"{breaking.Count}");
        await Expect(visitor.Verdict).ToHaveAttributeAsync("data-verdict", end.Kind.ToString());
        await Expect(visitor.Verdict).ToContainTextAsync(end.Text);
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task A_visitor_splits_the_vote_by_hand_and_takes_it_back()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenStepAsync(3, "fails");
        await Deliver(visitor, "Cancel?, from Customer to Voter 1");
        await Deliver(visitor, "Ship?, from Warehouse to Voter 2");
        await Expect(visitor.Verdict).ToHaveAttributeAsync("data-verdict", "Open");
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Crash Voter 3" }).ClickAsync();
        await Expect(visitor.Verdict).ToHaveAttributeAsync("data-verdict", "Blocked");
        await Expect(visitor.Verdict).ToContainTextAsync("1 to 1");
        await Expect(visitor.Page.Locator(".spacetime .crash")).ToHaveCountAsync(1);
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Undo" }).ClickAsync();
        await Expect(visitor.Verdict).ToHaveAttributeAsync("data-verdict", "Open");
        await Expect(visitor.Page.Locator(".spacetime .crash")).ToHaveCountAsync(0);
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task A_link_shows_another_visitor_the_same()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenStepAsync(3, "four");
        foreach (var (from, to, what) in new[] { ("Customer", 1, "Cancel"), ("Customer", 2, "Cancel"), ("Warehouse", 3, "Ship"), ("Warehouse", 4, "Ship") })
            await Deliver(visitor, $"{what}?, from {from} to Voter {to}");
        await Expect(visitor.Verdict).ToHaveAttributeAsync("data-verdict", "Blocked");
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Copy link" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Copied" })).ToBeVisibleAsync();
        var link = await visitor.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Equal(link, visitor.Page.Url);
        Assert.Matches(Link(), link);
        await using var other = await browser.VisitAsync(script: false);
        await other.Page.GotoAsync(link);
        await Expect(other.Verdict).ToContainTextAsync("2 to 2");
        Assert.Equal(4, await other.Page.Locator(".log li").CountAsync());
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task A_seed_shuffles_to_the_same_end_again()
    {
        var links = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            await using var visitor = await browser.VisitAsync();
            await visitor.OpenStepAsync(2, "calm");
            await visitor.Page.GetByLabel("Seed").FillAsync("7");
            await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Shuffle" }).ClickAsync();
            await Expect(visitor.Verdict).ToHaveAttributeAsync("data-verdict", "Fine");
            await Expect(visitor.Page.Locator(".story .count")).ToHaveTextAsync("4");
            links.Add(new Uri(visitor.Page.Url).Query);
        }
        Assert.Equal(links[0], links[1]);
    }

    [Fact]
    public async Task The_adversary_keeps_both_outcomes_open_until_it_cannot()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenStepAsync(5, "three");
        var adversary = visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Adversary’s move" });
        for (var move = 1; move <= 6; move++)
        {
            await adversary.ClickAsync();
            await Expect(visitor.Page.Locator(".story .count")).ToHaveTextAsync($"{move}");
            await Expect(visitor.Page.Locator(".open-now .valence")).ToHaveTextAsync("both open");
        }
        await Expect(visitor.Page.Locator("tr.current td").Nth(1)).ToContainTextAsync("●");
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task It_can_be_driven_by_keyboard()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenStepAsync(1, "two");
        foreach (var name in new[] { "Customer: look", "Warehouse: look", "Customer: write Cancel", "Warehouse: write Ship" })
        {
            var button = visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name });
            await button.FocusAsync();
            await visitor.Page.Keyboard.PressAsync("Enter");
            await Expect(visitor.Page.Locator(".log li").Last).ToContainTextAsync(name.Split(": ")[1].Split(' ')[0]);
        }
        await Expect(visitor.Verdict).ToHaveAttributeAsync("data-verdict", "Disagreement");
    }

    [Fact]
    public async Task The_theme_that_was_chosen_stays()
    {
        await using var visitor = await browser.VisitAsync(ColorScheme.Light);
        await visitor.OpenAsync("/explore");
        var light = await Paper(visitor);
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Light or dark" }).ClickAsync();
        var dark = await Paper(visitor);
        Assert.NotEqual(light, dark);
        await visitor.OpenAsync("/explore/3");
        Assert.Equal(dark, await Paper(visitor));
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task Without_script_a_step_still_tells_its_story()
    {
        await using var visitor = await browser.VisitAsync(script: false);
        await visitor.Page.GotoAsync("/explore/3");
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("A majority vote");
        await Expect(visitor.Page.Locator(".spacetime svg line.span")).ToHaveCountAsync(6);
        await Expect(visitor.Verdict).ToContainTextAsync("Nobody has decided yet");
    }

    [Theory]
    [InlineData("/explore/9")]
    [InlineData("/explore/0")]
    public async Task A_step_that_does_not_exist_is_not_found(string path)
    {
        await using var visitor = await browser.VisitAsync();
        var answer = await visitor.Page.GotoAsync(path);
        Assert.Equal(404, answer!.Status);
    }

    [Fact]
    public async Task A_link_of_a_stranger_is_followed_as_far_as_it_makes_sense()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenStepAsync(3, "four", "d0d0%3Cscript%3E");
        await Expect(visitor.Page.Locator(".story .count")).ToHaveTextAsync("1");
        visitor.AssertQuiet();
    }

    private static Task Deliver(Visitor visitor, string what) =>
        visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Deliver {what}" }).ClickAsync();

    private static Task<string> Paper(Visitor visitor) => visitor.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    [GeneratedRegex("/explore/3\\?w=four&m=d0d1d6d7$")]
    private static partial Regex Link();
}
