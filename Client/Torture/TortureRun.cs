namespace Actors.Client.Torture;

/// <summary>
/// Callers that propose, read and wait through different nodes, for a time. Its memory is bounded by the registers in play, about a
/// kilobyte each, not by
/// the number of calls.
/// </summary>
internal sealed class TortureRun
{
    private readonly TimeProvider _time;
    private readonly long _started;
    private long _end;

    public TortureRun(IReadOnlyList<Route> routes, TortureSettings settings, TimeProvider time, TextWriter? history = null)
    {
        (Routes, Settings, _time) = (routes, settings, time);
        Keys = new KeyPool(settings.Run, settings.Keys, settings.Callers);
        Ledger = new Ledger(history);
        _started = time.GetTimestamp();
        _end = (long)settings.Duration.TotalNanoseconds;
    }

    public TortureSettings Settings { get; }

    public IReadOnlyList<Route> Routes { get; }

    public KeyPool Keys { get; }

    public Ledger Ledger { get; }

    /// <summary>Of all routes together.</summary>
    public RouteTally Total { get; } = new();

    public TimeProvider Time => _time;

    /// <summary>Nanoseconds since the beginning.</summary>
    public long Now => (long)((Int128)(_time.GetTimestamp() - _started) * 1_000_000_000 / _time.TimestampFrequency);

    /// <summary>When it ends, or ended: nanoseconds since the beginning.</summary>
    public long End => Volatile.Read(ref _end);

    public bool Over => Now >= End;

    /// <summary>Calls until the time is over, then reads every register in play once more.</summary>
    /// <param name="cancellationToken">Ends it early; what is under way is then of unknown outcome.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var early = cancellationToken.Register(() => Volatile.Write(ref _end, Math.Min(Now, End)));
        var callers = Enumerable.Range(0, Settings.Callers).Select(number => new Caller(number, Routes[number % Routes.Count], this)).ToList();
        await Task.WhenAll(callers.Select(caller => caller.RunAsync(cancellationToken)));
        Keys.LeaveAll();
        await Task.WhenAll(callers.Select(caller => caller.ReadBackAsync(cancellationToken)));
    }
}
