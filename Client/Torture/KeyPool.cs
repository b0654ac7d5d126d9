using System.Globalization;
using Actors.Paxos;

namespace Actors.Client.Torture;

/// <summary>
/// The registers in play, a bounded number. A fresh one stays among the young for a while, where callers meet; of all that were young
/// once, the old ones are
/// a uniform sample (Vitter, 1985: algorithm R), so that some have seen every fault of the run. One that goes is read once more. From any
/// thread.
/// </summary>
internal sealed class KeyPool(ulong run, int keys, int callers)
{
    private readonly Lock _lock = new();
    private readonly TrackedKey?[] _young = new TrackedKey?[Math.Max(1, Math.Min(keys / 2, callers))];
    private readonly List<TrackedKey> _old = [];
    private readonly Queue<TrackedKey> _leaving = new();
    private long _aged;

    /// <summary>How many there were in all.</summary>
    public long Count { get; private set; }

    /// <summary>One that nobody has called yet.</summary>
    public TrackedKey Fresh(Random random)
    {
        lock (_lock)
        {
            var key = new TrackedKey(new RegisterKey(string.Create(CultureInfo.InvariantCulture, $"torture/{run:x16}/{Count}")));
            ref var place = ref _young[Count++ % _young.Length];
            if (place is { } displaced) Age(displaced, random);
            place = key;
            return key;
        }
    }

    /// <summary>One that others probably call at this moment.</summary>
    public TrackedKey Young(Random random)
    {
        lock (_lock)
            if (_young[random.Next(_young.Length)] is { } key) return key;
        return Fresh(random);
    }

    /// <summary>One from any time of the run.</summary>
    public TrackedKey Old(Random random)
    {
        lock (_lock)
            if (_old.Count > 0) return _old[random.Next(_old.Count)];
        return Young(random);
    }

    /// <summary>One that has left and is to be read once more; null if there is none.</summary>
    public TrackedKey? TakeLeaving()
    {
        lock (_lock) return _leaving.TryDequeue(out var key) ? key : null;
    }

    /// <summary>The end of the game.</summary>
    public void LeaveAll()
    {
        lock (_lock)
        {
            foreach (var key in _young.OfType<TrackedKey>().Concat(_old)) _leaving.Enqueue(key);
            Array.Clear(_young);
            _old.Clear();
        }
    }

    private void Age(TrackedKey key, Random random)
    {
        _aged++;
        var place = random.NextInt64(_aged);
        if (_old.Count < keys - _young.Length) _old.Add(key);
        else if (place < _old.Count)
        {
            _leaving.Enqueue(_old[(int)place]);
            _old[(int)place] = key;
        }
        else _leaving.Enqueue(key);
    }
}
