namespace Actors.Demo;

/// <summary>Runs something once for each key. What has failed may run again; what was done is remembered for a while.</summary>
/// <param name="countMax">Twice as many keys at most are remembered.</param>
internal sealed class OncePerKey<TKey>(int countMax)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private Dictionary<TKey, Task> _young = [], _old = [];

    /// <summary>Completes when it is done, by this call or another one.</summary>
    public Task RunAsync(TKey key, Func<Task> run)
    {
        lock (_lock)
        {
            if (Find(key) is { IsFaulted: false, IsCanceled: false } known) return known;
            if (_young.Count == countMax) (_old, _young) = (_young, []);
            return _young[key] = Task.Run(run);
        }
    }

    private Task? Find(TKey key) => _young.GetValueOrDefault(key) ?? _old.GetValueOrDefault(key);
}
