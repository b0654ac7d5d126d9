using System.Text.Json;
using Actors.Log;
using Actors.Pages.Desk;

namespace Actors.Pages.Logs;

/// <summary>The latest slots of a log, as it grows.</summary>
/// <param name="keptMax">How many slots with entries are kept.</param>
/// <param name="time">The clock for pauses.</param>
/// <param name="changed">Called where it was followed from, some times a second at most.</param>
internal sealed class LogTail<T>(int keptMax, TimeProvider time, Action changed)
{
    private static readonly TimeSpan ChangeEvery = TimeSpan.FromMilliseconds(100), Pause = TimeSpan.FromSeconds(1);

    private readonly LinkedList<LogSlot<T>> _slots = [];
    private bool _changesSoon;

    /// <summary>The newest first.</summary>
    public IReadOnlyCollection<LogSlot<T>> Slots => _slots;

    /// <summary>Whether the end of the log has been found.</summary>
    public bool IsFound { get; private set; }

    /// <summary>Why nothing more comes; null while it may.</summary>
    public string? Problem { get; private set; }

    /// <summary>Follows the log for ever.</summary>
    /// <param name="length">Finds its end.</param>
    /// <param name="tail">Its slots from one on.</param>
    /// <param name="cancellationToken">Ends it, without an exception.</param>
    public async Task FollowAsync(
        Func<CancellationToken, Task<long>> length, Func<long, CancellationToken, IAsyncEnumerable<LogSlot<T>>> tail, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var end = await length(cancellationToken);
                (IsFound, Problem) = (true, null);
                changed();
                await foreach (var slot in tail(Math.Max(0, end - keptMax), cancellationToken)) Add(slot, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (RegisterException exception)
            {
                Problem = DeskWords.Problem(exception);
                changed();
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
            catch (Exception exception) when (exception is LogTrimmedException or JsonException)
            {
                Problem = exception is JsonException ? "Somebody has written something into this log that is no entry of it." : exception.Message;
                changed();
                return;
            }
        }
    }

    private void Add(LogSlot<T> slot, CancellationToken cancellationToken)
    {
        _slots.AddFirst(slot);
        if (_slots.Count > keptMax) _slots.RemoveLast();
        _ = ChangeSoonAsync(cancellationToken);
    }

    private async Task ChangeSoonAsync(CancellationToken cancellationToken)
    {
        if (_changesSoon) return;
        _changesSoon = true;
        await Task.Delay(ChangeEvery, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _changesSoon = false;
        if (!cancellationToken.IsCancellationRequested) changed();
    }
}
