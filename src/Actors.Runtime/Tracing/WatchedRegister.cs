namespace Actors.Runtime.Tracing;

/// <summary>The latest events of one register, for as long as somebody watches it.</summary>
internal sealed class WatchedRegister
{
    /// <summary>A race on one register takes some dozens.</summary>
    private const int EventsMax = 4096;

    private readonly Lock _lock = new();
    private readonly Queue<TracedEvent> _events = new();
    private TaskCompletionSource _added = New();

    /// <summary>When nobody watches any more, unless somebody asks again.</summary>
    public long ExpiresAt { get; set; }

    /// <param name="tracedEvent">What happened.</param>
    /// <param name="number">Gives its number, within the lock: in the queue as in the numbers.</param>
    /// <param name="at">When.</param>
    public void Add(TracedEvent tracedEvent, Func<long> number, DateTimeOffset at)
    {
        TaskCompletionSource added;
        lock (_lock)
        {
            _events.Enqueue(tracedEvent with { Number = number(), At = at });
            if (_events.Count > EventsMax) _events.Dequeue();
            (added, _added) = (_added, New());
        }
        added.TrySetResult();
    }

    /// <summary>What came after an event, as soon as there is something; after <paramref name="patience"/> nothing.</summary>
    public async Task<IReadOnlyList<TracedEvent>> ReadAsync(long after, TimeSpan patience, TimeProvider time)
    {
        Task added;
        lock (_lock)
        {
            if (After(after) is { Length: > 0 } found) return found;
            added = _added.Task;
        }
        try
        {
            await added.WaitAsync(patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return [];
        }
        lock (_lock) return After(after);
    }

    private TracedEvent[] After(long number) => [.. _events.Where(traced => traced.Number > number)];

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
