using Actors.Registers;

namespace Actors.Pages.Seats;

/// <summary>Asks not one node but whichever answers: one that is stopped or cut off keeps nobody from knowing.</summary>
/// <param name="seats">The nodes.</param>
/// <param name="time">The clock for pauses.</param>
internal sealed class AnyNode(ISeats seats, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250), Round = TimeSpan.FromSeconds(1);

    /// <summary>Asks one node, and the next ones too while there is no answer. The first answer counts; if there is none, the last failure does.</summary>
    /// <param name="call">Harmless when it is done twice.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<T> AskAsync<T>(Func<IRegisters, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        string[] running = [.. seats.Running()];
        Random.Shared.Shuffle(running);
        var next = new Queue<string>(running is [] ? seats.Nodes.Take(1) : running);
        var calls = new List<Task<T>>();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (true)
            {
                if (next.TryDequeue(out var node)) calls.Add(call(seats.At(node), ended.Token));
                var late = Task.Delay(next.Count > 0 ? Patience : Timeout.InfiniteTimeSpan, time, ended.Token);
                if (await Task.WhenAny([.. calls, late]) is not Task<T> done)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    continue;
                }
                calls.Remove(done);
                if (done.Exception?.InnerException is not RegisterException || calls.Count + next.Count == 0) return await done;
            }
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    /// <summary>Waits through every node that runs, at once, and through those that are started meanwhile.</summary>
    /// <param name="wait">Ends when its token is cancelled.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidDataException">The register holds something that it should not.</exception>
    /// <exception cref="OperationCanceledException">Only the token ends the wait early.</exception>
    public async Task<T> WaitAsync<T>(Func<IRegisters, CancellationToken, Task<T>> wait, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var waits = new Dictionary<string, Task<T>>();
            while (true)
            {
                foreach (var node in seats.Running().Except(waits.Keys).ToList()) waits.Add(node, wait(seats.At(node), ended.Token));
                var round = Task.Delay(Round, time, ended.Token);
                await Task.WhenAny([.. waits.Values, round]);
                foreach (var (node, done) in waits.Where(pair => pair.Value.IsCompleted).ToList())
                {
                    if (done.IsCompletedSuccessfully || done.Exception?.InnerException is InvalidDataException) return await done;
                    waits.Remove(node);
                }
                // A node that ends every wait at once is not asked in a tight loop.
                await round;
            }
        }
        finally
        {
            await ended.CancelAsync();
        }
    }
}
