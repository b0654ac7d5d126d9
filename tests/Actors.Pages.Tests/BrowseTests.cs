using static Microsoft.Playwright.Assertions;

namespace Actors.Pages.Tests;

/// <summary>The register browser.</summary>
public sealed class BrowseTests(Browser browser)
{
    [Fact]
    public async Task The_first_value_is_kept_and_the_second_told_so()
    {
        await using var visitor = await browser.VisitAsync();
        await OpenAsync(visitor, NewKey());
        await Expect(visitor.Page.Locator("[data-register]")).ToHaveAttributeAsync("data-register", "undecided");
        await WriteAsync(visitor, "first");
        await Expect(visitor.Page.Locator("[data-written]")).ToContainTextAsync("Yours won");
        await WriteAsync(visitor, "second");
        await Expect(visitor.Page.Locator("[data-written]")).ToContainTextAsync("Too late");
        await Expect(visitor.Page.Locator(".value")).ToHaveTextAsync("first");
        var rows = visitor.Page.Locator("[data-acceptor]");
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.First).ToContainTextAsync("first");
        visitor.AssertQuiet();
    }

    [Theory]
    [InlineData("log/kv/0000000000000000", "belongs to the system")]
    [InlineData("orders/17/outcome", "belongs to the application")]
    public async Task A_reserved_register_is_shown_and_not_written(string key, string why)
    {
        await using var visitor = await browser.VisitAsync();
        await OpenAsync(visitor, key);
        await Expect(visitor.Page.Locator("[data-reserved]")).ToContainTextAsync(why);
        await Expect(visitor.Page.Locator("[data-write]")).ToHaveCountAsync(0);
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task Who_waits_is_told_what_somebody_else_wrote()
    {
        var key = NewKey();
        await using var waiting = await browser.VisitAsync();
        await using var visitor = await browser.VisitAsync();
        await OpenAsync(waiting, key);
        await waiting.Page.Locator("[data-wait]").ClickAsync();
        await Expect(waiting.Page.Locator("[data-cancel]")).ToBeVisibleAsync();
        await OpenAsync(visitor, key);
        await WriteAsync(visitor, "at last");
        await Expect(waiting.Page.Locator(".value")).ToHaveTextAsync("at last");
        await Expect(waiting.Page.Locator("[data-cancel]")).ToHaveCountAsync(0);
        waiting.AssertQuiet();
    }

    [Fact]
    public async Task A_wait_can_be_given_up()
    {
        await using var visitor = await browser.VisitAsync();
        await OpenAsync(visitor, NewKey());
        await visitor.Page.Locator("[data-wait]").ClickAsync();
        await visitor.Page.Locator("[data-cancel]").ClickAsync();
        await Expect(visitor.Page.Locator("[data-wait]")).ToBeEnabledAsync();
        await Expect(visitor.Page.Locator("[data-register]")).ToHaveAttributeAsync("data-register", "undecided");
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task A_register_is_looked_up_by_its_name()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenAsync("/browse");
        await visitor.Page.Locator("[data-key]").FillAsync("ünder/the <sea>?&#");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.Locator("#value-title")).ToHaveTextAsync("ünder/the <sea>?&#");
        await Expect(visitor.Page.Locator("[data-register]")).ToHaveAttributeAsync("data-register", "undecided");
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task A_name_that_is_none_is_said_to_be_none()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.OpenAsync($"/browse?key={new string('x', 513)}");
        await Expect(visitor.Page.Locator("[data-problem]")).ToContainTextAsync("at most 512 bytes");
        visitor.AssertQuiet();
    }

    private static string NewKey() => $"browse/{Guid.NewGuid():N}";

    private static Task OpenAsync(Visitor visitor, string key) => visitor.OpenAsync($"/browse?key={Uri.EscapeDataString(key)}");

    private static async Task WriteAsync(Visitor visitor, string value)
    {
        await visitor.Page.Locator("[data-value]").FillAsync(value);
        await visitor.Page.Locator("[data-write]").ClickAsync();
    }
}
