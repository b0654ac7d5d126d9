using Microsoft.Playwright;

namespace Actors.Pages.Tests;

/// <summary>A page, and all that it complained of or asked of others.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    public Visitor(IBrowserContext context, IPage page, string authority)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Add($"console {message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Add($"error: {error}");
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws" or "wss" } uri && uri.Authority != authority) _complaints.Add($"foreign request: {request.Url}");
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400) _complaints.Add($"{response.Status} for {response.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>The verdict's kind and words.</summary>
    public ILocator Verdict => Page.Locator("[data-verdict]");

    /// <summary>Where an order stands.</summary>
    public ILocator State => Page.Locator("[data-state]");

    /// <summary>What everybody was told about a race.</summary>
    public ILocator RaceVerdict => Page.Locator("[data-race-verdict]");

    /// <summary>The button of the one who wants an order to become this.</summary>
    public ILocator Ask(string state) => Page.Locator($"[data-ask={state}]");

    /// <summary>What that one was told.</summary>
    public ILocator Told(string state) => Page.Locator($"[data-told={state}]");

    /// <summary>Opens a page and waits until it answers to clicks.</summary>
    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.Locator("fieldset:enabled").Or(Page.Locator(".ladder")).First.WaitForAsync();
    }

    /// <summary>Opens a world of a step.</summary>
    public Task OpenStepAsync(int step, string scenario, string? moves = null) => OpenAsync($"/explore/{step}?w={scenario}{(moves is null ? "" : $"&m={moves}")}");

    /// <summary>The page as it is, on a desktop and on a phone, light and dark.</summary>
    /// <param name="check">What must be so each time.</param>
    public async Task InEveryLookAsync(Func<ColorScheme, int, Task> check)
    {
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
            foreach (var width in Pictures.Widths)
            {
                await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme });
                await Page.SetViewportSizeAsync(width, width < 500 ? 844 : 900);
                await check(theme, width);
            }
    }

    /// <summary>No errors, no warnings, nothing missing, nobody else was asked.</summary>
    public void AssertQuiet() => Assert.Empty(_complaints);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
