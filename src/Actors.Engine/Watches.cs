using Actors.Paxos;

namespace Actors.Engine;

/// <summary>
/// Those on this node who wait for registers to be decided, by whomever. They are woken by a hint; should it be lost, a look is due now and then, at
/// growing intervals, and at moments that all share: so the looks of thousands that wait travel in a few batches.
/// </summary>
/// <param name="timers">Where a <see cref="Watch"/> comes up when a look is due.</param>
/// <param name="random">For the intervals.</param>
/// <param name="pauseMax">The longest interval.</param>
internal sealed class Watches(Timers timers, Random random, TimeSpan pauseMax)
{
    private const int DoublingsMax = 6;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    // No pause is shorter, so no moment is missed.
    private readonly TimeSpan _step = FirstPause < pauseMax ? FirstPause : pauseMax;

    private readonly Dictionary<RegisterKey, Watch> _byKey = [];

    /// <summary>The watch if the caller is its first: a look is due at once. Else null.</summary>
    public Watch? Join(RegisterKey key, Caller caller)
    {
        var isJoined = _byKey.TryGetValue(key, out var watch);
        if (!isJoined) _byKey.Add(key, watch = new Watch(key));
        watch!.Callers.Add(caller);
        return isJoined ? null : watch;
    }

    /// <summary>Forgets a caller, who is not told anything any more.</summary>
    public void Leave(RegisterKey key, Caller caller)
    {
        if (_byKey.TryGetValue(key, out var watch) && watch.Callers.Remove(caller) && watch.Callers.Count == 0) End(key);
    }

    /// <summary>Forgets all who wait for a register.</summary>
    /// <returns>Who they were.</returns>
    public IReadOnlyList<Caller> End(RegisterKey key)
    {
        if (!_byKey.Remove(key, out var watch)) return [];
        watch.Due = null;
        return watch.Callers;
    }

    /// <summary>A look has found no decision: the next one is due later, if somebody still waits.</summary>
    public void LookLater(Watch watch, TimeSpan now)
    {
        if (watch.Callers.Count == 0) return;
        var pause = FirstPause * (1 << Math.Min(++watch.Looks, DoublingsMax)) * (0.5 + random.NextDouble());
        var due = now + (pause < pauseMax ? pause : pauseMax);
        timers.Set(watch, new TimeSpan(due.Ticks - (due.Ticks % _step.Ticks)));
    }
}
