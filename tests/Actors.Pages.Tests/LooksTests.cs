using static Microsoft.Playwright.Assertions;

namespace Actors.Pages.Tests;

/// <summary>The desk, the user of the day, the registers and their logs, at two widths and in both themes: nothing sticks out, and axe finds nothing serious.</summary>
public sealed class LooksTests(Browser browser)
{
    private static readonly Dictionary<string, Func<Visitor, Task>> Pages = new()
    {
        ["desk"] = visitor => visitor.OpenAsync("/"),
        ["race"] = RaceAsync,
        ["order-missing"] = visitor => visitor.OpenAsync("/?order=nobody-placed-this"),
        ["today"] = AskAsync,
        ["cluster"] = WatchAsync,
        ["log"] = ReadLogAsync,
        ["log-empty"] = visitor => visitor.OpenAsync("/log?name=nobody%2Fappended%2Fto%2Fthis"),
        ["browse"] = visitor => visitor.OpenAsync("/browse"),
        ["register"] = WriteAsync,
        ["register-open"] = visitor => visitor.OpenAsync("/browse?key=nobody%2Fwrote%2Fthis"),
    };

    public static TheoryData<string> Names => [.. Pages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_looks_well(string page)
    {
        await using var visitor = await browser.VisitAsync();
        await Pages[page](visitor);
        await visitor.InEveryLookAsync(async (theme, width) =>
        {
            await Pictures.TakeAsync(visitor, page, width, theme);
            await Axe.CheckAsync(visitor, $"{page}, {theme}, {width}");
        });
        visitor.AssertQuiet();
    }

    private static async Task RaceAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/");
        await visitor.Page.Locator("[data-hundred]").ClickAsync();
        await Expect(visitor.Page.Locator("[data-tally='100'][data-running=no]")).ToBeVisibleAsync();
        await visitor.Page.Locator("[data-race]").ClickAsync();
        await Expect(visitor.RaceVerdict).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("[data-event]")).ToHaveCountAsync(12);
    }

    private static async Task AskAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/today");
        var user = visitor.Page.Locator(".user");
        await Expect(user).Not.ToHaveTextAsync("asking…");
        if (await visitor.Page.Locator("[data-ask]").IsVisibleAsync()) await visitor.Page.Locator("[data-ask]").ClickAsync();
        await Expect(user).Not.ToHaveTextAsync("nobody has asked yet");
        await Expect(visitor.Page.Locator("[data-users] li").First).ToBeVisibleAsync();
    }

    private static async Task ReadLogAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/");
        await visitor.Page.Locator("[data-race]").ClickAsync();
        await Expect(visitor.RaceVerdict).ToBeVisibleAsync();
        await visitor.OpenAsync("/log");
        await Expect(visitor.Page.Locator("[data-slot]").First).ToBeVisibleAsync();
    }

    private static async Task WatchAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/cluster-view");
        await Expect(visitor.Page.Locator("[data-node][data-how=votes]")).ToHaveCountAsync(3);
        // Until every plot has something to show.
        using var http = new HttpClient { BaseAddress = new Uri(visitor.Page.Url) };
        var latest = visitor.Page.Locator("[data-node=n1] [data-plot=fast] path.line[d^=M]");
        while (await latest.CountAsync() == 0) await http.PutAsync($"/registers/looks/{Guid.NewGuid()}", new StringContent("x"));
    }

    private static async Task WriteAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/browse?key=leader%2F2026");
        await visitor.Page.Locator("[data-value]").FillAsync("n2 leads until midnight");
        await visitor.Page.Locator("[data-write]").ClickAsync();
        await Expect(visitor.Page.Locator("[data-written]")).Not.ToBeEmptyAsync();
    }
}
