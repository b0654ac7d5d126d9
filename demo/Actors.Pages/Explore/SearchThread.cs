using Actors.Explorer.Search;
using Actors.Explorer.Steps;

namespace Actors.Pages.Explore;

/// <summary>Where searches run: one at a time, outside the thread pool, which the nodes of this process need.</summary>
internal static class SearchThread
{
    private static readonly SemaphoreSlim Turn = new(1);

    /// <exception cref="OperationCanceledException">It was ended, or given up before its turn.</exception>
    public static async Task<Report> RunAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        await Turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Factory.StartNew(() => scenario.Search(cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            Turn.Release();
        }
    }
}
