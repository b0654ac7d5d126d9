using System.Net.Http.Json;
using static Microsoft.Playwright.Assertions;

namespace Actors.Pages.Tests;

/// <summary>The history of all orders, on the desk and slot by slot.</summary>
[Collection(FreshSiloCollection.Name)]
public sealed class HistoryTests(Browser browser, OwnSilo silo)
{
    [Fact]
    public async Task It_grows_on_every_open_page()
    {
        await using var desk = await browser.VisitAsync();
        await using var log = await browser.VisitAsync();
        await desk.OpenAsync("/");
        await log.OpenAsync("/log");
        var id = $"history-{Guid.NewGuid():N}";
        using var http = new HttpClient { BaseAddress = new Uri(browser.Url) };
        await http.PostAsJsonAsync("/orders", new { id, customer = "Zoë <b>", items = new[] { new { sku = "kite", quantity = 1 } } });
        await http.PostAsync($"/orders/{id}/cancel", null);
        // Others place orders too, and the desk shows the latest only.
        await Expect(log.Page.Locator("[data-slots]")).ToContainTextAsync($"\"order\":\"{id}\",\"kind\":\"Placed\"");
        await Expect(log.Page.Locator("[data-slots]")).ToContainTextAsync($"\"order\":\"{id}\",\"kind\":\"Cancelled\"");
        await Expect(desk.Page.Locator("[data-history] [data-event]").First).ToBeVisibleAsync();
        Assert.Equal(1, await log.Page.Locator("[data-slots] code", new() { HasText = $"\"order\":\"{id}\",\"kind\":\"Cancelled\"" }).CountAsync());
        await log.Page.Locator("[data-slots] > li", new() { HasText = $"\"order\":\"{id}\",\"kind\":\"Placed\"" }).Locator(".slot").First.ClickAsync();
        await Expect(log.Page.Locator("[data-register=decided]")).ToBeVisibleAsync();
        desk.AssertQuiet();
        log.AssertQuiet();
    }

    [Fact]
    public async Task The_desk_shows_what_becomes_of_an_order_in_its_turn()
    {
        await silo.HealAsync();
        // Not the cluster of all: here the latest events are this order's.
        await using var visitor = await browser.VisitAsync(url: silo.Url);
        await using var onlooker = await browser.VisitAsync(url: silo.Url);
        await onlooker.OpenAsync("/");
        await Expect(onlooker.Page.Locator("[data-history-empty]")).ToHaveTextAsync("No order was placed yet.");
        await visitor.OpenAsync("/");
        await visitor.Page.Locator("[data-place]").ClickAsync();
        await visitor.Ask("Shipped").ClickAsync();
        foreach (var page in new[] { visitor, onlooker })
        {
            await Expect(page.Page.Locator("[data-event]")).ToHaveCountAsync(2);
            await Expect(page.Page.Locator("[data-event]").Nth(0)).ToHaveAttributeAsync("data-event", "Shipped");
            await Expect(page.Page.Locator("[data-event]").Nth(1)).ToHaveAttributeAsync("data-event", "Placed");
            page.AssertQuiet();
        }
    }

    [Fact]
    public async Task A_log_that_nobody_has_used_is_empty_and_one_without_a_name_is_that_of_the_orders()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenAsync($"/log?name=unused-{Guid.NewGuid():N}");
        await Expect(visitor.Page.Locator("[data-log-empty]")).ToContainTextAsync("Nothing was appended yet");
        await visitor.Page.Locator("[data-log-name]").FillAsync("users");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.Locator("#log-title")).ToHaveTextAsync("The latest of the log “users”");
        await visitor.OpenAsync("/log");
        await Expect(visitor.Page.Locator("#log-title")).ToHaveTextAsync("The latest of the log “orders”");
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenAsync($"/log?name={new string('x', 600)}");
        await Expect(visitor.Page.Locator("[data-problem]")).ToBeVisibleAsync();
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task The_last_step_of_the_explorer_leads_to_it()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenStepAsync(8, "log");
        await visitor.Page.Locator("[data-real-log]").ClickAsync();
        await Expect(visitor.Page.Locator("#log-title")).ToHaveTextAsync("The latest of the log “orders”");
        visitor.AssertQuiet();
    }
}
