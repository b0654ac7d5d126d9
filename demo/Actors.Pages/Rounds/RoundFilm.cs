using Actors.Pages.Seats;
using Actors.Paxos;
using Actors.Registers;
using Actors.Rounds;

namespace Actors.Pages.Rounds;

/// <summary>What happens to one register from now on. Nodes record it only while somebody films.</summary>
public sealed class RoundFilm : IDisposable
{
    /// <summary>A race takes some dozens; without a quorum those who wait go on for ever.</summary>
    private const int MomentsMax = 5000;

    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource _ready = new();

    /// <param name="watch">The nodes.</param>
    /// <param name="key">The register.</param>
    /// <param name="seats">Without those here there is nothing to see.</param>
    /// <param name="changed">Told after each change, where the film was made.</param>
    public RoundFilm(IRoundWatch watch, RegisterKey key, ISeats seats, Action changed)
    {
        Acceptors = seats.AcceptorsOf(key);
        _ = RunAsync(watch, key, seats.Nodes, changed);
    }

    /// <summary>The nodes that keep the register.</summary>
    public IReadOnlyList<string> Acceptors { get; }

    /// <summary>Everything so far, in order.</summary>
    public RoundStory Story { get; } = new();

    /// <summary>What each acceptor holds now; null while that is not known.</summary>
    public IReadOnlyList<AcceptorView>? Views =>
        Ready.IsCompleted ? [.. Acceptors.Select(node => new AcceptorView(node, Story.Holds.GetValueOrDefault(node)))] : null;

    /// <summary>Whether it has seen enough, and ended.</summary>
    public bool IsFull => Story.Moments.Count > MomentsMax;

    /// <summary>Completes when all nodes record, or have said that they cannot.</summary>
    public Task Ready => _ready.Task;

    public void Dispose() => _ended.Cancel();

    private async Task RunAsync(IRoundWatch watch, RegisterKey key, IReadOnlyList<string> nodes, Action changed)
    {
        try
        {
            await foreach (var batch in watch.WatchAsync(key, _ended.Token))
            {
                Story.Add(batch);
                if (nodes.All(Story.Nodes.Contains)) _ready.TrySetResult();
                changed();
                if (IsFull) return;
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // Nobody watches any more.
        }
        finally
        {
            _ready.TrySetResult();
        }
    }
}
