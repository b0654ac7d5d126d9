using Actors.Paxos;

namespace Actors.Replication;

/// <summary>
/// Finds the end of a log: the first slot that is undecided. Looks at many slots at a time, for many looks take hardly longer than one: first far ahead,
/// then between; at last at those just below the end, where there may be gaps (see <see cref="LogReplica"/>), and at some picked at random at every distance
/// below it. A million slots take six rounds of looks; where nothing is new, one.
/// </summary>
/// <remarks>
/// All below the end is decided; the end itself was undecided at some moment of the search. Only a writer that breaks the rules of <see cref="LogReplica"/>
/// leaves slots far above the end. The random looks find the hole below such slots, unless almost all of the hole is filled with them; in any case the
/// search ends. A reader that goes on slot by slot needs no luck: it stops at the first undecided one.
/// </remarks>
/// <param name="known">All slots below are known to be decided; 0 if nothing is known.</param>
/// <param name="random">Picks slots to look at: nobody else can know which.</param>
public sealed class EndSearch(long known, Random random)
{
    private const int Width = 16;
    private const int LooksPerDistance = 2;

    // No slot can be above, so none there was ever decided.
    private const long Beyond = SlotKey.SlotMax + 1;

    private long _decided = known - 1;
    private long? _undecided;
    private bool _checked;
    private int _width = known > 0 ? 1 : Width;
    private long _step = 1;
    private IReadOnlyList<long>? _next;

    /// <summary>The first undecided slot, once there is nothing more to look at.</summary>
    public long End => _checked ? _undecided!.Value : throw new InvalidOperationException("The search is not over.");

    /// <summary>The slots to look at next, in their order; none when the search is over.</summary>
    public IReadOnlyList<long> Next => _next ??= Choose();

    /// <summary>Whether each of the slots that were to be looked at is decided, or was not at some moment since.</summary>
    public void OnLooked(IReadOnlyList<bool> decided)
    {
        var slots = Next;
        if (slots.Count == 0 || slots.Count != decided.Count) throw new ArgumentException($"{slots.Count} slots were to be looked at, not {decided.Count}.", nameof(decided));
        _next = null;
        var wasCheck = _undecided is { } end && end - _decided <= 1;
        var first = decided.TakeWhile(isDecided => isDecided).Count();
        if (first < slots.Count) OnUndecided(slots, first);
        else if (wasCheck) _checked = true;
        else OnAllDecided(slots);
        // Of what is known to be decided up to its end there is nothing below to look at.
        if (_undecided is { } found && found == known) _checked = true;
    }

    /// <summary>All below it that was looked at is decided; and unless it is a hole, all that was not is too far below the end to be undecided.</summary>
    private void OnUndecided(IReadOnlyList<long> slots, int first)
    {
        _undecided = slots[first];
        if (first > 0) _decided = slots[first - 1];
        else if (_decided >= _undecided) _decided = known - 1;
    }

    private void OnAllDecided(IReadOnlyList<long> slots)
    {
        _decided = Math.Max(_decided, slots[^1]);
        if (_undecided is not null) return;
        if (slots.Count < _width) _undecided = Beyond;
        else _step <<= _width;
        _width = Width;
    }

    private IReadOnlyList<long> Choose()
    {
        if (_checked) return [];
        if (_undecided is null)
        {
            // Doubled that often, a distance would be no number any more.
            var ahead = Enumerable.Range(0, _width).Select(i => (Int128)_decided + ((Int128)_step << i)).TakeWhile(slot => slot < Beyond).Select(slot => (long)slot).ToArray();
            if (ahead.Length > 0) return ahead;
            _undecided = Beyond;
        }
        var end = _undecided.Value;
        return end - _decided > 1 ? Between(_decided, end) : Below(end);
    }

    /// <summary>The slots where a gap may be, and some at every distance: those that lie in a hole, however large it is, are undecided.</summary>
    private long[] Below(long end)
    {
        var slots = new SortedSet<long>(Enumerable.Range(1, LogReplica.Reach).Select(i => end - i).Where(slot => slot >= known));
        for (long distance = LogReplica.Reach; end - distance > known; distance *= 2)
            for (var i = 0; i < LooksPerDistance; i++)
                if (end - 1 - distance - random.NextInt64(distance) is var slot && slot >= known) slots.Add(slot);
        return [.. slots];
    }

    private static long[] Between(long low, long high)
    {
        var count = Math.Min(Width, high - low - 1);
        return [.. Enumerable.Range(1, (int)count).Select(i => low + (long)((decimal)(high - low) * i / (count + 1))).Distinct().Where(slot => slot > low && slot < high)];
    }
}
