using System.Globalization;
using Actors.Explorer.Search;
using Actors.Explorer.Steps;
using Microsoft.AspNetCore.Components;

namespace Actors.Pages.Explore;

/// <summary>Searches a world once more and compares with what is known of it. The search ends when the visitor stops it or leaves.</summary>
public sealed partial class SearchAgain
{
    private CancellationTokenSource? _search;
    private Report? _found;
    private TimeSpan _took;

    /// <summary>The world.</summary>
    [Parameter, EditorRequired]
    public required Scenario Scenario { get; set; }

    private string State => _search is not null ? "running" : _found is null ? "known" : _found.IsSameAs(Scenario.Report) ? "same" : "different";

    private string Words => State switch
    {
        "known" => "This is what a search found before this version was released. A test repeats it.",
        "same" => string.Create(CultureInfo.InvariantCulture, $"Searched again, in {_took.TotalSeconds:0.0} s: the same."),
        _ => "Searched again: something else. What this page says is out of date.",
    };

    public void Dispose() => Stop();

    private void Stop() => _search?.Cancel();

    private async Task SearchAsync()
    {
        using var search = _search = new CancellationTokenSource();
        var started = Time.GetTimestamp();
        try
        {
            _found = await SearchThread.RunAsync(Scenario, search.Token);
            _took = Time.GetElapsedTime(started);
        }
        catch (OperationCanceledException)
        {
            // Stopped, or the visitor has left.
        }
        finally
        {
            _search = null;
        }
    }
}
