namespace Actors.Silo.Nodes;

/// <summary>The pauses between attempts: none before the first, then a second, doubled each time up to 30 s, each shortened by up to a half at random.</summary>
internal sealed class Backoff(Random random)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1), Most = TimeSpan.FromSeconds(30);

    private TimeSpan _next;

    /// <param name="lasted">How long the last attempt went well. After a minute, whatever was before is forgotten.</param>
    public TimeSpan Next(TimeSpan lasted)
    {
        if (lasted > 2 * Most) _next = TimeSpan.Zero;
        var pause = _next * (1 - random.NextDouble() / 2);
        _next = _next == TimeSpan.Zero ? Least : _next * 2 < Most ? _next * 2 : Most;
        return pause;
    }
}
