using System.Collections.Concurrent;
using Actors.Client.Races;

namespace Actors.Client.Torture;

/// <summary>What callers met, counted from any thread.</summary>
internal sealed class RouteTally
{
    private readonly ConcurrentDictionary<string, long> _failures = new();
    private long _calls;
    private long _decisions;
    private long _fast;
    private long _failuresWhileDown;

    /// <summary>Of the calls that decided a register.</summary>
    public LatencyHistogram Latencies { get; } = new();

    public GapMeter Gap { get; } = new();

    public long Calls => _calls;

    /// <summary>Registers of which the winner was told that it won.</summary>
    public long Decisions => _decisions;

    /// <summary>Those of them that needed no classic round.</summary>
    public long Fast => _fast;

    /// <summary>Calls without an answer, by what was said instead.</summary>
    public IReadOnlyDictionary<string, long> Failures => _failures;

    /// <summary>
    /// Calls without an answer during which the only node on the way was killed, or down: nobody could expect more of them.
    /// </summary>
    public long FailuresWhileDown => _failuresWhileDown;

    public void OnCall() => Interlocked.Increment(ref _calls);

    public void OnDecision(TimeSpan latency, bool fast)
    {
        Interlocked.Increment(ref _decisions);
        if (fast) Interlocked.Increment(ref _fast);
        Latencies.Add(latency);
    }

    public void OnFailure(string kind, bool down)
    {
        if (down) Interlocked.Increment(ref _failuresWhileDown);
        else _failures.AddOrUpdate(kind, 1, (_, count) => count + 1);
    }
}
