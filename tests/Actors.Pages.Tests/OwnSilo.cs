namespace Actors.Pages.Tests;

/// <summary>A process that some tests have for themselves, one test at a time.</summary>
public sealed class OwnSilo : IAsyncLifetime
{
    private RunningSilo? _silo;

    public string Url => _silo!.Url;

    public async ValueTask InitializeAsync() => _silo = await RunningSilo.StartAsync();

    /// <summary>Returns when all nodes run and vote, whatever the test before did to them.</summary>
    public async Task HealAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Url) };
        await http.HealAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null) await _silo.DisposeAsync();
    }
}
