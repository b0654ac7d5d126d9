using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Actors.Pages.Tests;

/// <summary>Nodes that are stopped and cut off beside the desk, on a cluster of their own, and what a visitor is told.</summary>
public sealed class SwitchTests(Browser browser, OwnSilo silo) : IClassFixture<OwnSilo>
{
    [Fact]
    public async Task One_node_stopped_is_not_missed_and_two_are_said_to_be_too_many()
    {
        await silo.HealAsync();
        await using var visitor = await browser.VisitAsync(url: silo.Url);
        await using var onlooker = await browser.VisitAsync(url: silo.Url);
        await visitor.OpenAsync("/");
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Stop n1" }).ClickAsync();
        await Expect(Node(visitor, "n1")).ToHaveAttributeAsync("data-power", "Stopped");
        await Expect(visitor.Page.Locator(".moved")).ToHaveTextAsync("n1 is stopped, so off to n3");

        await visitor.Page.Locator("[data-race]").ClickAsync();
        await Expect(visitor.RaceVerdict).ToContainTextAsync("Both were told the same");
        await Expect(visitor.RaceVerdict).ToContainTextAsync("both nodes that run say so too");
        await Expect(visitor.Page.Locator("[data-summary]")).ToContainTextAsync("a majority of 2 was enough");
        await Expect(visitor.Page.Locator("[data-acceptor=n1]")).ToContainTextAsync("does not answer");

        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "New order" }).ClickAsync();
        await visitor.Page.Locator("[data-place]").ClickAsync();
        await Expect(visitor.State).ToHaveAttributeAsync("data-state", "Pending");
        await Expect(visitor.Page).ToHaveURLAsync(new Regex("order="));
        await onlooker.OpenAsync(new Uri(visitor.Page.Url).PathAndQuery);
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Stop n2" }).ClickAsync();
        await Expect(Node(visitor, "n2")).ToHaveAttributeAsync("data-power", "Stopped");
        await visitor.Page.Locator("[data-race]").ClickAsync();
        await Expect(visitor.RaceVerdict).ToHaveAttributeAsync("data-race-verdict", "none");
        foreach (var asked in new[] { "Cancelled", "Shipped" }) await Expect(visitor.Told(asked)).ToContainTextAsync("No quorum: n3 reaches too few nodes");
        await Expect(visitor.State).ToHaveAttributeAsync("data-state", "Pending");
        await visitor.Page.Locator("[data-hundred]").ClickAsync();
        await Expect(visitor.Page.Locator(".hundred .problem")).ToContainTextAsync("No quorum");

        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Start n1" }).ClickAsync();
        await Expect(Node(visitor, "n1")).ToHaveAttributeAsync("data-power", "Running");
        await visitor.Page.Locator("[data-race]").ClickAsync();
        await Expect(visitor.RaceVerdict).ToContainTextAsync("Both were told the same");
        await Expect(onlooker.State).Not.ToHaveAttributeAsync("data-state", "Pending");
        await Expect(onlooker.State).ToHaveAttributeAsync("data-state", (await visitor.State.GetAttributeAsync("data-state"))!);
        visitor.AssertQuiet();
        onlooker.AssertQuiet();
    }

    [Fact]
    public async Task Who_is_cut_off_is_told_nothing_false_and_learns_the_truth_when_healed()
    {
        await silo.HealAsync();
        await using var visitor = await browser.VisitAsync(url: silo.Url);
        await visitor.OpenAsync("/");
        await visitor.Page.Locator("[data-place]").ClickAsync();
        await Expect(visitor.State).ToHaveAttributeAsync("data-state", "Pending");
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Cut off n1" }).ClickAsync();
        await Expect(Node(visitor, "n1")).ToHaveAttributeAsync("data-cut", "yes");
        await visitor.Ask("Cancelled").ClickAsync();
        await Expect(visitor.Told("Cancelled")).ToContainTextAsync("No quorum");
        await visitor.Ask("Shipped").ClickAsync();
        await Expect(visitor.Told("Shipped")).ToContainTextAsync("the order is");
        await Expect(visitor.State).Not.ToHaveAttributeAsync("data-state", "Pending");
        var state = (await visitor.State.GetAttributeAsync("data-state"))!;
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Heal n1" }).ClickAsync();
        await Expect(Node(visitor, "n1")).ToHaveAttributeAsync("data-cut", "no");
        await visitor.Ask("Cancelled").ClickAsync();
        await Expect(visitor.Told("Cancelled")).ToContainTextAsync(state == "Cancelled" ? "Done" : "Too late: the order is shipped");

        // Without a majority there is not even a new order to race for; what is said of that is gone once there is one again.
        foreach (var node in new[] { "n1", "n2" }) await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Cut off {node}" }).ClickAsync();
        await visitor.Page.Locator("[data-race]").ClickAsync();
        await Expect(visitor.Page.Locator("[data-refusal]")).ToContainTextAsync("The new order is not known to be placed. No quorum");
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Heal n1" }).ClickAsync();
        await Expect(visitor.Page.Locator("[data-refusal]")).ToHaveCountAsync(0);
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task A_process_of_one_node_has_no_switches_and_says_why_and_its_page_goes_on_without_the_others()
    {
        var silos = await RunningSilo.StartEachAsync();
        await using var first = silos[0];
        await using var second = silos[1];
        await using (var third = silos[2])
        {
            await using var visitor = await browser.VisitAsync(url: first.Url);
            await visitor.OpenAsync("/cluster-view");
            await Expect(visitor.Page.Locator("[data-no-switches]")).ToContainTextAsync("This process is node n1 alone. Stop and start the processes of the nodes themselves");
            await Expect(visitor.Page.Locator("[data-switch]")).ToHaveCountAsync(0);
            await Expect(visitor.Page.Locator("[data-total=answering] dd")).ToHaveTextAsync("3");
            visitor.AssertQuiet();
        }
        await using var later = await browser.VisitAsync(url: first.Url);
        await later.OpenAsync("/");
        await Expect(later.Page.Locator("[data-switch]")).ToHaveCountAsync(0);
        await later.Page.Locator("[data-race]").ClickAsync();
        await Expect(later.RaceVerdict).ToContainTextAsync("Both were told the same");
        later.AssertQuiet();
    }

    private static ILocator Node(Visitor visitor, string node) => visitor.Page.Locator($"[data-switch={node}]");
}
