using Actors.Replication;

namespace Actors.Log;

/// <summary>Those who wait for their entries' turn. Who repeats an append that is under way waits with it.</summary>
internal sealed class PendingAppends
{
    private readonly Dictionary<Guid, Waiting> _waiting = [];

    /// <summary>Waits for the entry, with those who do already.</summary>
    public Task<AppliedEntry> Add(Guid id)
    {
        if (!_waiting.TryGetValue(id, out var waiting)) _waiting.Add(id, waiting = new Waiting());
        waiting.Callers++;
        return waiting.Turn.Task;
    }

    /// <summary>Somebody waits no longer.</summary>
    /// <returns>Whether nobody else waits for the entry.</returns>
    public bool Leave(Guid id, Task<AppliedEntry> turn)
    {
        if (!_waiting.TryGetValue(id, out var waiting) || waiting.Turn.Task != turn || --waiting.Callers > 0) return false;
        return _waiting.Remove(id);
    }

    public void Complete(AppliedEntry applied)
    {
        if (_waiting.Remove(applied.Entry.Id.Value, out var waiting)) waiting.Turn.TrySetResult(applied);
    }

    public void Fail(SlotBatch batch, Exception exception)
    {
        foreach (var entry in batch.Entries)
            if (_waiting.Remove(entry.Id.Value, out var waiting)) SetException(waiting.Turn, exception);
    }

    public void FailAll(Exception exception)
    {
        foreach (var waiting in _waiting.Values) SetException(waiting.Turn, exception);
        _waiting.Clear();
    }

    private static void SetException(TaskCompletionSource<AppliedEntry> source, Exception exception)
    {
        source.TrySetException(exception);
        // Nobody may be left to see it: who gave up waiting was told something else.
        _ = source.Task.Exception;
    }

    private sealed class Waiting
    {
        public readonly TaskCompletionSource<AppliedEntry> Turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public int Callers;
    }
}
