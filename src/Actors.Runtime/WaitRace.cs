using Actors.Paxos;

namespace Actors.Runtime;

/// <summary>A wait of one's own beside a wait at somebody else's, who is told of the decision sooner; whichever ends first has the winner.</summary>
public static class WaitRace
{
    /// <param name="own">The own wait, until there is a winner.</param>
    /// <param name="elsewhere">Asks somebody else: the winner, or null after some seconds without. Asked again and again, of whomever it likes.</param>
    /// <param name="pauseAfterLoss">How long to wait when asking somebody else fails.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends both.</param>
    public static async Task<Proposal> RunAsync(
        Func<CancellationToken, Task<Proposal>> own, Func<CancellationToken, Task<Proposal?>> elsewhere, TimeSpan pauseAfterLoss, TimeProvider time, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var here = own(ended.Token);
        try
        {
            while (true)
            {
                var there = elsewhere(ended.Token);
                if (await Task.WhenAny((Task)here, there).ConfigureAwait(false) == here) break;
                if (there.IsCompletedSuccessfully && there.Result is { } winner) return winner;
                // One that is gone says so at once; asking in a tight loop would help nobody.
                if (!there.IsCompletedSuccessfully && await Task.WhenAny(here, Task.Delay(pauseAfterLoss, time, ended.Token)).ConfigureAwait(false) == here) break;
            }
            return await here.ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
    }
}
