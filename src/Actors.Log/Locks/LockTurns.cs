namespace Actors.Log.Locks;

/// <summary>
/// The callers of this process that wait for locks, by lock, in the order in which they came. Only the first of each lock watches it and asks for it. So what it
/// costs to wait, and to let a lock go, does not grow with the number of callers.
/// </summary>
internal sealed class LockTurns(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedList<TaskCompletionSource>> _queues = [];

    /// <summary>Completes when it is the caller's turn, or after some time.</summary>
    /// <returns>To be disposed of when the caller has the lock or does not wait any more: it is the next one's turn.</returns>
    public async Task<IDisposable> EnterAsync(string lockName, TimeSpan max, CancellationToken cancellationToken)
    {
        var place = Join(lockName);
        await place.Node.Value.Task.WaitAsync(max, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancellationToken.IsCancellationRequested) return place;
        place.Dispose();
        throw new OperationCanceledException(cancellationToken);
    }

    private Place Join(string lockName)
    {
        lock (_lock)
        {
            if (!_queues.TryGetValue(lockName, out var queue)) _queues.Add(lockName, queue = []);
            var place = new Place(this, lockName, queue.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
            queue.First!.Value.TrySetResult();
            return place;
        }
    }

    private void Leave(string lockName, LinkedListNode<TaskCompletionSource> node)
    {
        lock (_lock)
        {
            if (node.List is not { } queue) return;
            queue.Remove(node);
            if (queue.First is { } first) first.Value.TrySetResult();
            else _queues.Remove(lockName);
        }
    }

    private sealed record Place(LockTurns Turns, string LockName, LinkedListNode<TaskCompletionSource> Node) : IDisposable
    {
        public void Dispose() => Turns.Leave(LockName, Node);
    }
}
