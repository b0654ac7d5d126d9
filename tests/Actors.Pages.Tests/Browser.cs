using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Actors.Pages.Tests.Browser))]

namespace Actors.Pages.Tests;

/// <summary>One silo and one browser for all tests. Without Chromium they are skipped, but for CI, where nobody would see the pages work then.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium-headless-shell";
    private const string Missing = $"This test drives {Chromium}, and it is missing: apt-get install chromium-headless-shell.";
    private const int PatienceMs = 90_000;

    private RunningSilo? _silo;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Url
    {
        get
        {
            Assert.SkipWhen(_silo is null, Missing);
            return _silo.Url;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
        {
            if (Environment.GetEnvironmentVariable("CI") == "true") throw new InvalidOperationException(Missing);
            return;
        }
        // Conditions are waited for, on a busy machine too.
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _silo = await RunningSilo.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP foreign.example 127.0.0.1"] });
    }

    /// <summary>A fresh visitor.</summary>
    internal async Task<Visitor> VisitAsync(ColorScheme theme = ColorScheme.Light, int width = 1280, int height = 900, bool script = true, string? url = null)
    {
        Assert.SkipWhen(_browser is null, Missing);
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = url ?? Url, ColorScheme = theme, ViewportSize = new ViewportSize { Width = width, Height = height }, JavaScriptEnabled = script,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(PatienceMs);
        return new Visitor(context, await context.NewPageAsync(), new Uri(url ?? Url).Authority);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_silo is not null) await _silo.DisposeAsync();
    }
}
