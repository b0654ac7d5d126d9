using Actors.Explorer.Steps;
using Actors.Pages.Explore;

namespace Actors.Pages.Tests;

/// <summary>Searches that visitors ask for.</summary>
public sealed class SearchThreadTests
{
    private static readonly Scenario Long = Ladder.Find(6)!.Find("safe"), Short = Ladder.Find(1)!.Find("two");

    [Fact]
    public async Task A_search_that_is_ended_makes_room_for_the_next()
    {
        using var ended = new CancellationTokenSource();
        var first = SearchThread.RunAsync(Long, ended.Token);
        var next = SearchThread.RunAsync(Short, TestContext.Current.CancellationToken);
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.True((await next).IsSameAs(Short.Report));
    }

    [Fact]
    public async Task A_search_that_is_given_up_before_its_turn_never_begins()
    {
        using var ended = new CancellationTokenSource();
        using var waiting = new CancellationTokenSource();
        var first = SearchThread.RunAsync(Long, ended.Token);
        var second = SearchThread.RunAsync(Long, waiting.Token);
        await waiting.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.True((await SearchThread.RunAsync(Short, TestContext.Current.CancellationToken)).IsSameAs(Short.Report));
    }
}
