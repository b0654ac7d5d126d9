using Actors.Replication;

namespace Actors.Log;

/// <summary>Those who wait for their entries' turn. Who repeats an append that is under way waits with it.</summary>
internal sealed class PendingAppends
{
    private readonly Dictionary<Guid, TaskCompletionSource<AppliedEntry>> _waiting = [];

    /// <summary>Waits for the entry; false if somebody does already.</summary>
    public bool Add(Guid id, out Task<AppliedEntry> turn)
    {
        var isNew = !_waiting.TryGetValue(id, out var source);
        if (isNew) _waiting.Add(id, source = new TaskCompletionSource<AppliedEntry>(TaskCreationOptions.RunContinuationsAsynchronously));
        turn = source!.Task;
        return isNew;
    }

    public void Complete(AppliedEntry applied)
    {
        if (_waiting.Remove(applied.Entry.Id.Value, out var source)) source.TrySetResult(applied);
    }

    public void Fail(SlotBatch batch, Exception exception)
    {
        foreach (var entry in batch.Entries)
            if (_waiting.Remove(entry.Id.Value, out var source)) SetException(source, exception);
    }

    public void FailAll(Exception exception)
    {
        foreach (var source in _waiting.Values) SetException(source, exception);
        _waiting.Clear();
    }

    private static void SetException(TaskCompletionSource<AppliedEntry> source, Exception exception)
    {
        source.TrySetException(exception);
        // Nobody may be left to see it: who gave up waiting was told something else.
        _ = source.Task.Exception;
    }
}
