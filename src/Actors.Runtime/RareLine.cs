namespace Actors.Runtime;

/// <summary>Keeps a log short: the same line at most every 10 s. For any threads.</summary>
public sealed class RareLine(TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private (string Line, long At)? _last;

    /// <summary>Whether a line is to be logged, which it then counts as.</summary>
    public bool IsDue(string line)
    {
        lock (_lock)
        {
            if (_last is { } last && last.Line == line && time.GetElapsedTime(last.At) < Interval) return false;
            _last = (line, time.GetTimestamp());
            return true;
        }
    }
}
