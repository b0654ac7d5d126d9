using Actors.Paxos;

namespace Actors.Engine;

/// <summary>
/// What was used lately, in bounded memory: a young and an old generation. When the young one is full it becomes the old one, and what nobody asked for
/// since is forgotten.
/// </summary>
/// <param name="bytesMax">How much one generation may hold, counted in bytes of values plus <see cref="Overhead"/> each.</param>
internal sealed class RecentMap<T>(int bytesMax) where T : class
{
    /// <summary>About what an entry costs beside its value.</summary>
    public const int Overhead = 256;

    private Dictionary<RegisterKey, Entry> _young = [], _old = [];
    private int _bytes;

    public T? Get(RegisterKey key)
    {
        if (_young.TryGetValue(key, out var entry)) return entry.Value;
        if (!_old.Remove(key, out entry)) return null;
        Add(key, entry);
        return entry.Value;
    }

    /// <param name="key">The register.</param>
    /// <param name="value">What to remember of it.</param>
    /// <param name="bytes">How large it is.</param>
    public void Set(RegisterKey key, T value, int bytes)
    {
        if (_young.Remove(key, out var earlier)) _bytes -= earlier.Bytes;
        else _old.Remove(key);
        Add(key, new Entry(value, bytes + Overhead));
    }

    public void Clear()
    {
        _young.Clear();
        _old.Clear();
        _bytes = 0;
    }

    private void Add(RegisterKey key, Entry entry)
    {
        if (_bytes + entry.Bytes > bytesMax)
        {
            (_young, _old) = (_old, _young);
            _young.Clear();
            _bytes = 0;
        }
        _young.Add(key, entry);
        _bytes += entry.Bytes;
    }

    private readonly record struct Entry(T Value, int Bytes);
}
