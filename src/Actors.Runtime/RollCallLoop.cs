using Actors.Engine;

namespace Actors.Runtime;

/// <summary>Asks every other node, again and again, what it has seen of this node's store, until the roll call is over.</summary>
/// <param name="rollCall">Who has answered.</param>
/// <param name="ask">Asks one node. Any exception is no answer.</param>
/// <param name="onOver">Told once, when the node may vote as far as this goes.</param>
/// <param name="time">The clock.</param>
internal sealed class RollCallLoop(RollCall rollCall, Func<string, CancellationToken, Task> ask, Action onOver, TimeProvider time)
{
    private static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();

    /// <summary>Ends when the roll call is over or it is cancelled. Never throws.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        if (rollCall.IsOver) onOver();
        return Task.WhenAll(rollCall.Missing.Select(node => AskAsync(node, cancellationToken)));
    }

    private async Task AskAsync(string node, CancellationToken cancellationToken)
    {
        while (!IsOver && !cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ask(node, cancellationToken).ConfigureAwait(false);
                Note(call => call.OnAnswer(node));
                return;
            }
            catch (Exception)
            {
                if (!cancellationToken.IsCancellationRequested) Note(call => call.OnSilence(node));
                await Task.Delay(AskInterval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private bool IsOver
    {
        get
        {
            lock (_lock) return rollCall.IsOver;
        }
    }

    private void Note(Action<RollCall> whatHappened)
    {
        lock (_lock)
        {
            if (rollCall.IsOver) return;
            whatHappened(rollCall);
            if (!rollCall.IsOver) return;
        }
        onOver();
    }
}
