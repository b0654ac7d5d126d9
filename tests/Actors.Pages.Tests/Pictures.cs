using Microsoft.Playwright;

namespace Actors.Pages.Tests;

/// <summary>Nothing may stick out of a page. With <c>ACTORS_SCREENSHOTS</c> set, a picture is left in that directory.</summary>
internal static class Pictures
{
    /// <summary>A desktop and a phone.</summary>
    public static readonly IReadOnlyList<int> Widths = [1280, 390];

    public static async Task TakeAsync(Visitor visitor, string name, int width, ColorScheme theme)
    {
        var wide = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(wide <= width, $"{visitor.Page.Url} is {wide} wide on a screen of {width}.");
        if (Environment.GetEnvironmentVariable("ACTORS_SCREENSHOTS") is not { Length: > 0 } folder) return;
        await visitor.Page.ScreenshotAsync(new PageScreenshotOptions
        {
            FullPage = true, Path = Path.Combine(folder, $"{name}-{(width == Widths[0] ? "desktop" : "phone")}-{theme.ToString().ToLowerInvariant()}.png"),
        });
    }
}
