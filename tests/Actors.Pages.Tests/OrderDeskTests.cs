using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Actors.Pages.Tests;

/// <summary>The order desk as two visitors use it.</summary>
public sealed partial class OrderDeskTests(Browser browser)
{
    [Fact]
    public async Task An_order_is_placed_raced_and_decided_on_two_pages_at_once()
    {
        await using var customer = await browser.VisitAsync();
        await using var warehouse = await browser.VisitAsync();
        var order = await PlaceAsync(customer);
        await warehouse.OpenAsync(order);
        await Expect(warehouse.State).ToHaveAttributeAsync("data-state", "Pending");
        // At two nodes: each person's default seat.
        await Task.WhenAll(customer.Ask("Cancelled").ClickAsync(), warehouse.Ask("Shipped").ClickAsync());
        await Expect(customer.State).Not.ToHaveAttributeAsync("data-state", "Pending");
        var state = await customer.State.GetAttributeAsync("data-state");
        await Expect(warehouse.State).ToHaveAttributeAsync("data-state", state!);
        await Expect(customer.Told("Cancelled")).ToContainTextAsync(state == "Cancelled" ? "Done" : "Too late: the order is shipped");
        await Expect(warehouse.Told("Shipped")).ToContainTextAsync(state == "Shipped" ? "Done" : "Too late: the order is cancelled");
        customer.AssertQuiet();
        warehouse.AssertQuiet();
    }

    [Fact]
    public async Task Who_only_looks_on_sees_the_decision_without_reload()
    {
        await using var visitor = await browser.VisitAsync();
        await using var onlooker = await browser.VisitAsync();
        var order = await PlaceAsync(visitor);
        await onlooker.OpenAsync(order);
        await Expect(onlooker.State).ToHaveAttributeAsync("data-state", "Pending");
        await visitor.Ask("Shipped").ClickAsync();
        await Expect(onlooker.State).ToHaveAttributeAsync("data-state", "Shipped");
        await Expect(onlooker.Page.Locator("[data-summary]")).ToContainTextAsync("Ship");
        await Expect(onlooker.Page).ToHaveTitleAsync(new Regex("shipped$"));
        onlooker.AssertQuiet();
    }

    [Fact]
    public async Task A_race_has_one_end_and_the_next_one_is_for_a_new_order()
    {
        await using var visitor = await browser.VisitAsync();
        var addresses = new HashSet<string>();
        await Eventually.IsAsync("two races after each other are told to all", async () =>
        {
            await visitor.OpenAsync("/");
            addresses.Clear();
            return await RaceAsync(visitor, addresses) && await RaceAsync(visitor, addresses);
        });
        Assert.Equal(2, addresses.Count);
        await visitor.Page.GoBackAsync();
        await Expect(visitor.State).Not.ToHaveAttributeAsync("data-state", "Pending");
        Assert.Contains(visitor.Page.Url, addresses);
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task A_hundred_races_end_without_a_disagreement()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenAsync("/");
        await visitor.Page.Locator("[data-hundred]").ClickAsync();
        var tally = visitor.Page.Locator("[data-tally]");
        await Expect(tally).ToHaveAttributeAsync("data-tally", "100");
        await Expect(tally).ToHaveAttributeAsync("data-running", "no");
        var (cancelled, shipped) = (int.Parse(await tally.Locator("[data-cancelled]").InnerTextAsync()), int.Parse(await tally.Locator("[data-shipped]").InnerTextAsync()));
        Assert.Equal(100, cancelled + shipped);
        await Expect(tally.Locator("[data-disagreements]")).ToHaveTextAsync("0");
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task An_order_of_ones_own_is_placed_as_it_was_written()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenAsync("/");
        await visitor.Page.GetByText("Change it").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Customer" }).FillAsync("Zoë <b>");
        await visitor.Page.GetByLabel("Item 1").FillAsync("kite");
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Another item" }).ClickAsync();
        await visitor.Page.GetByLabel("How many").Nth(1).FillAsync("3");
        await visitor.Page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Item 2" }).FillAsync("string");
        await visitor.Page.Locator("[data-place]").ClickAsync();
        await Expect(visitor.State).ToHaveAttributeAsync("data-state", "Pending");
        await Expect(visitor.Page.Locator(".goods")).ToHaveTextAsync("1 × kite, 3 × string for Zoë <b>");
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task A_number_that_is_taken_is_refused_and_so_is_one_that_is_none()
    {
        await using var visitor = await browser.VisitAsync();
        var id = new Uri(new Uri(browser.Url), await PlaceAsync(visitor)).Query["?order=".Length..];
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "New order" }).ClickAsync();
        await visitor.Page.GetByText("Change it").ClickAsync();
        await visitor.Page.GetByLabel("Number").FillAsync(id);
        await visitor.Page.GetByLabel("Item 1").FillAsync("something else");
        await visitor.Page.Locator("[data-place]").ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Take another number");
        await visitor.Page.GetByLabel("Number").FillAsync("a/b");
        await visitor.Page.Locator("[data-place]").ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("An order id consists of");
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task An_order_that_nobody_placed_appears_when_somebody_does()
    {
        await using var early = await browser.VisitAsync();
        await using var visitor = await browser.VisitAsync();
        var id = $"early-{Guid.NewGuid():N}";
        await early.OpenAsync($"/?order={id}");
        await Expect(early.Page.Locator(".goods")).ToContainTextAsync("Nobody has placed this order yet");
        await visitor.OpenAsync("/");
        await visitor.Page.GetByText("Change it").ClickAsync();
        await visitor.Page.GetByLabel("Number").FillAsync(id);
        await visitor.Page.Locator("[data-place]").ClickAsync();
        await Expect(early.State).ToHaveAttributeAsync("data-state", "Pending");
        early.AssertQuiet();
    }

    [Fact]
    public async Task A_page_takes_the_focus_only_from_another_page()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenAsync("/");
        // The server sends what follows its first picture in order, so a focus would have come before the history.
        await Expect(visitor.Page.Locator("[data-event], [data-history-empty]").First).ToBeVisibleAsync();
        Assert.Equal("BODY", await visitor.Page.EvaluateAsync<string>("document.activeElement.tagName"));
        await visitor.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Explorer", Exact = true }).ClickAsync();
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("From a variable to Paxos");
        await Expect(visitor.Page.Locator("h1")).ToBeFocusedAsync();
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task It_can_be_driven_by_keyboard()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenAsync("/");
        foreach (var button in new[] { visitor.Page.Locator("[data-place]"), visitor.Ask("Cancelled") })
        {
            await Expect(button).ToBeEnabledAsync();
            await button.FocusAsync();
            await visitor.Page.Keyboard.PressAsync("Enter");
        }
        await Expect(visitor.State).ToHaveAttributeAsync("data-state", "Cancelled");
    }

    [Fact]
    public async Task Without_script_the_order_is_shown_all_the_same()
    {
        await using var visitor = await browser.VisitAsync();
        var order = await PlaceAsync(visitor);
        await visitor.Ask("Cancelled").ClickAsync();
        await Expect(visitor.State).ToHaveAttributeAsync("data-state", "Cancelled");
        await using var reader = await browser.VisitAsync(script: false);
        await reader.Page.GotoAsync(order);
        await Expect(reader.State).ToHaveAttributeAsync("data-state", "Cancelled");
    }

    /// <summary>
    /// A race for a new order. A node that is too busy for its deadline says so, and the page shows that: no wait mends such a race, only another
    /// race does. No race ends in a disagreement.
    /// </summary>
    /// <returns>Whether both were told, and all three nodes said so too.</returns>
    private static async Task<bool> RaceAsync(Visitor visitor, HashSet<string> addresses)
    {
        var before = visitor.Page.Url;
        await visitor.Page.Locator("[data-race]").ClickAsync();
        var refusal = visitor.Page.GetByRole(AriaRole.Alert);
        await Eventually.IsAsync("the order is placed or refused", async () => visitor.Page.Url != before || await refusal.CountAsync() > 0);
        if (visitor.Page.Url == before) return false;
        await Expect(visitor.RaceVerdict).ToBeVisibleAsync();
        Assert.NotEqual("disagreement", await visitor.RaceVerdict.GetAttributeAsync("data-race-verdict"));
        var told = await visitor.RaceVerdict.InnerTextAsync();
        if (!told.Contains("Both were told the same", StringComparison.Ordinal) || !told.Contains("all 3 nodes say so too", StringComparison.Ordinal)) return false;
        await Expect(visitor.Page.Locator("[data-summary]")).ToBeVisibleAsync();
        // The two who raced, and the third node if it was asked before it had heard.
        var decided = visitor.Page.Locator(".spacetime .decide");
        await Expect(decided.Nth(1)).ToBeVisibleAsync();
        Assert.InRange(await decided.CountAsync(), 2, 3);
        await Expect(visitor.Page.Locator("[data-acceptor] .says")).ToHaveCountAsync(3);
        await Expect(visitor.State).ToHaveAttributeAsync("data-state", (await visitor.RaceVerdict.GetAttributeAsync("data-race-verdict"))!);
        Assert.True(addresses.Add(visitor.Page.Url));
        return true;
    }

    [GeneratedRegex(@"/\?order=\d+$")]
    private static partial Regex OrderAddress();

    /// <returns>The address of the order.</returns>
    private static async Task<string> PlaceAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/");
        await visitor.Page.Locator("[data-place]").ClickAsync();
        await Expect(visitor.State).ToHaveAttributeAsync("data-state", "Pending");
        await Expect(visitor.Page).ToHaveURLAsync(OrderAddress());
        return new Uri(visitor.Page.Url).PathAndQuery;
    }
}
