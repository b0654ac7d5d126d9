namespace Actors.Bench.Load;

/// <summary>What the callers of a load must know.</summary>
internal sealed class LoadState
{
    private volatile bool _goes = true;
    private volatile bool _counts;

    /// <summary>Whether to make another call.</summary>
    public bool Goes { get => _goes; set => _goes = value; }

    /// <summary>Whether a call that ends now counts.</summary>
    public bool Counts { get => _counts; set => _counts = value; }

    /// <summary>Who wants to know when calls ended; null if nobody does.</summary>
    public GapMeter? Gaps { get; set; }
}
