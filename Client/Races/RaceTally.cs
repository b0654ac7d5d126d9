using System.Collections.Concurrent;

namespace Actors.Client.Races;

/// <summary>What a race counts, from any thread.</summary>
internal sealed class RaceTally
{
    private const int DisagreementsKeptMax = 10;

    private readonly ConcurrentQueue<Disagreement> _disagreements = new();
    private long _decided;
    private long _won;
    private long _wonFast;
    private long _unanswered;
    private long _unconfirmed;
    private long _disagreed;
    private string? _firstFailure;

    public LatencyHistogram Latencies { get; } = new();

    /// <summary>Registers of which some caller learned the value.</summary>
    public long Decided => _decided;

    /// <summary>Registers of which the winner was told that it won.</summary>
    public long Won => _won;

    /// <summary>Those of them that needed no classic round.</summary>
    public long WonFast => _wonFast;

    /// <summary>Calls that ended without a quorum or with an unknown outcome.</summary>
    public long Unanswered => _unanswered;

    /// <summary>Registers that no later read could confirm.</summary>
    public long Unconfirmed => _unconfirmed;

    public long Disagreed => _disagreed;

    /// <summary>The first of them.</summary>
    public IReadOnlyList<Disagreement> Disagreements => [.. _disagreements.Take(DisagreementsKeptMax)];

    /// <summary>The first exception that a call ended with.</summary>
    public string? FirstFailure => _firstFailure;

    public void OnDecided() => Interlocked.Increment(ref _decided);

    public void OnWon(bool fast)
    {
        Interlocked.Increment(ref _won);
        if (fast) Interlocked.Increment(ref _wonFast);
    }

    public void OnUnanswered() => Interlocked.Increment(ref _unanswered);

    public void OnUnconfirmed() => Interlocked.Increment(ref _unconfirmed);

    public void OnFailure(Exception exception) =>
        Interlocked.CompareExchange(ref _firstFailure, $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}", null);

    public void OnDisagreement(Disagreement disagreement)
    {
        if (Interlocked.Increment(ref _disagreed) <= DisagreementsKeptMax) _disagreements.Enqueue(disagreement);
    }
}
