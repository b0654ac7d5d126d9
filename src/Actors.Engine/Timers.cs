namespace Actors.Engine;

/// <summary>What wants attention, soonest first.</summary>
internal sealed class Timers
{
    private readonly PriorityQueue<Timed, TimeSpan> _queue = new();

    /// <summary>When the next one is due, null if none is.</summary>
    public TimeSpan? Next
    {
        get
        {
            while (_queue.TryPeek(out var timed, out var due))
            {
                if (timed.Due == due) return due;
                _queue.Dequeue();
            }
            return null;
        }
    }

    public void Set(Timed timed, TimeSpan due)
    {
        timed.Due = due;
        _queue.Enqueue(timed, due);
    }

    /// <summary>Takes one that is due at <paramref name="now"/>, null if none is.</summary>
    public Timed? TryTake(TimeSpan now)
    {
        if (Next is not { } due || due > now) return null;
        var timed = _queue.Dequeue();
        timed.Due = null;
        return timed;
    }
}
