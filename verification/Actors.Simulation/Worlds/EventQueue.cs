namespace Actors.Simulation.Worlds;

/// <summary>What is going to happen, soonest first; of two at the same time, the one that was planned first.</summary>
internal sealed class EventQueue
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Number)> _queue = new();
    private long _planned;

    /// <summary>The world's time.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>How many events have happened.</summary>
    public long Count { get; private set; }

    public void After(TimeSpan delay, Action action) => At(Now + delay, action);

    public void At(TimeSpan at, Action action) => _queue.Enqueue(action, (at < Now ? Now : at, _planned++));

    /// <summary>Lets the next event happen; false if there is none until <paramref name="end"/>.</summary>
    public bool Step(TimeSpan end)
    {
        if (!_queue.TryPeek(out var action, out var when) || when.At > end)
        {
            if (Now < end) Now = end;
            return false;
        }
        _queue.Dequeue();
        Now = when.At;
        Count++;
        action();
        return true;
    }
}
