using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Actors.Pages.Tests;

/// <summary>The cluster as a visitor watches it, and the switches.</summary>
[Collection(FreshSiloCollection.Name)]
public sealed class ClusterTests(Browser browser, OwnSilo silo)
{
    private static readonly string[] Nodes = ["n1", "n2", "n3"];

    [Fact]
    public async Task Every_node_is_there_and_its_plots_move()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenAsync("/cluster-view");
        foreach (var node in Nodes) await Expect(Card(visitor, node)).ToHaveAttributeAsync("data-how", "votes");
        await Expect(visitor.Page.Locator("[data-total=answering] dd")).ToHaveTextAsync("3");
        using var http = new HttpClient { BaseAddress = new Uri(browser.Url) };
        // The store of every node writes for every decision, whichever node it went through.
        foreach (var node in Nodes)
        {
            var fsync = Card(visitor, node).Locator("[data-plot=fsync]");
            for (var i = 0; await fsync.Locator(".now").InnerTextAsync() == "–"; i++) await http.PutAsync($"/registers/plots/{node}/{i}", new StringContent("x"));
            await Expect(fsync.Locator(".now")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("s$|–"));
            await Expect(fsync.Locator("path.line")).ToHaveAttributeAsync("d", new System.Text.RegularExpressions.Regex("^M"));
            await Expect(Card(visitor, node).Locator("[data-plot=store] .now")).ToContainTextAsync("iB");
        }
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task Without_script_it_still_says_how_the_nodes_are()
    {
        await using var visitor = await browser.VisitAsync(script: false);
        await visitor.Page.GotoAsync("/cluster-view");
        foreach (var node in Nodes) await Expect(Card(visitor, node)).ToHaveAttributeAsync("data-how", "votes");
    }

    [Fact]
    public async Task A_node_that_is_stopped_is_missed_by_nobody_and_shown_as_gone_and_two_are_missed()
    {
        // All failed calls are counted here, and a page that a visitor of another test has left goes on asking for a while.
        await using var own = await RunningSilo.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(own.Url) };
        await using var visitor = await browser.VisitAsync(url: own.Url);
        await visitor.OpenAsync("/cluster-view");
        await visitor.Page.Locator("[data-switch=n3] [data-stop]").ClickAsync();
        await Expect(visitor.Page.Locator("[data-switch=n3]")).ToHaveAttributeAsync("data-power", "Stopped");
        await Expect(Card(visitor, "n3")).ToHaveAttributeAsync("data-how", "does not answer");
        await Expect(visitor.Page.Locator("[data-total=answering] dd")).ToHaveTextAsync("2");
        Assert.True((await http.PutAsync("/registers/one-gone", new StringContent("x"))).IsSuccessStatusCode);
        // Some node has noticed, which is no harm.
        await Expect(visitor.Page.Locator("[data-skips$=-n3-skips]").First).ToBeVisibleAsync();

        await visitor.Page.Locator("[data-switch=n2] [data-stop]").ClickAsync();
        await Expect(Card(visitor, "n2")).ToHaveAttributeAsync("data-how", "does not answer");
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, (await http.PutAsync("/registers/two-gone", new StringContent("x"))).StatusCode);
        await Expect(visitor.Page.Locator("[data-total=failed] dd")).ToHaveTextAsync("1");

        await visitor.Page.Locator("[data-switch=n3] [data-start]").ClickAsync();
        await Expect(Card(visitor, "n3")).ToHaveAttributeAsync("data-how", "votes");
        await Expect(visitor.Page.Locator("[data-switch=n3]")).ToHaveAttributeAsync("data-power", "Running");
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task All_can_be_stopped_and_started_from_a_page_that_stays_open()
    {
        await silo.HealAsync();
        await using var visitor = await browser.VisitAsync(url: silo.Url);
        await visitor.OpenAsync("/cluster-view");
        foreach (var node in Nodes) await visitor.Page.Locator($"[data-switch={node}] [data-stop]").ClickAsync();
        foreach (var node in Nodes) await Expect(Card(visitor, node)).ToHaveAttributeAsync("data-how", "does not answer");
        foreach (var node in Nodes) await visitor.Page.Locator($"[data-switch={node}] [data-start]").ClickAsync();
        foreach (var node in Nodes) await Expect(Card(visitor, node)).ToHaveAttributeAsync("data-how", "votes");
        visitor.AssertQuiet();
    }

    private static ILocator Card(Visitor visitor, string node) => visitor.Page.Locator($"[data-node={node}]");
}
