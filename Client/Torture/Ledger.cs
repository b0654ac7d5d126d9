using System.Collections.Concurrent;
using Actors.Histories;

namespace Actors.Client.Torture;

/// <summary>Takes down all calls, and notices what cannot have happened. From any thread.</summary>
/// <param name="history">Where to write the calls to, a line each; null for nowhere.</param>
internal sealed class Ledger(TextWriter? history)
{
    private const int AnomaliesKeptMax = 10;

    private readonly ConcurrentQueue<Anomaly> _anomalies = new();
    private readonly Lock _lock = new();
    private long _anomalous;

    /// <summary>How many registers are not linearizable.</summary>
    public long Anomalous => _anomalous;

    /// <summary>The first of them.</summary>
    public IReadOnlyList<Anomaly> Anomalies => [.. _anomalies];

    public void OnReturn(TrackedKey key, HistoryEntry call)
    {
        if (history is not null)
        {
            var line = HistoryLine.Write(call);
            lock (_lock) history.Write(line + "\n");
        }
        if (key.OnReturn(call) is { } anomaly && Interlocked.Increment(ref _anomalous) <= AnomaliesKeptMax) _anomalies.Enqueue(anomaly);
    }
}
