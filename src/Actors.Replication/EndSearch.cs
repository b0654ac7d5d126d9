namespace Actors.Replication;

/// <summary>
/// Finds the end of a log: the first slot that is undecided. Looks at many slots at a time, for many looks take hardly longer than one: first far ahead,
/// then between; at last at those just below the end, where there may be gaps (see <see cref="LogReplica"/>). A million slots take five rounds of looks;
/// where nothing is new, one.
/// </summary>
/// <remarks>All below the end is decided; the end itself was undecided at some moment of the search.</remarks>
/// <param name="known">All slots below are known to be decided; 0 if nothing is known.</param>
public sealed class EndSearch(long known)
{
    private const int Width = 16;

    private long _decided = known - 1;
    private long? _undecided;
    private bool _checked;
    private int _width = known > 0 ? 1 : Width;
    private long _step = 1;

    /// <summary>The first undecided slot, once there is nothing more to look at.</summary>
    public long End => _undecided ?? throw new InvalidOperationException("The search is not over.");

    /// <summary>The slots to look at next, in their order; none when the search is over.</summary>
    public IReadOnlyList<long> Next
    {
        get
        {
            if (_undecided is not { } end) return [.. Enumerable.Range(0, _width).Select(i => _decided + (_step << i))];
            if (end - _decided > 1) return Between(_decided, end);
            return _checked ? [] : [.. Enumerable.Range(1, LogReplica.Reach).Select(i => end - 1 - LogReplica.Reach + i).Where(slot => slot >= known)];
        }
    }

    /// <summary>Whether each of the slots that were to be looked at is decided, or was not at some moment since.</summary>
    public void OnLooked(IReadOnlyList<bool> decided)
    {
        var slots = Next;
        if (slots.Count == 0 || slots.Count != decided.Count) throw new ArgumentException($"{slots.Count} slots were to be looked at, not {decided.Count}.", nameof(decided));
        _checked = _undecided is { } end && end - _decided <= 1;
        for (var i = 0; i < slots.Count; i++)
            if (decided[i]) _decided = Math.Max(_decided, slots[i]);
            else
            {
                // A gap: all below it that was looked at is decided, and all that was not is too far below the end to be undecided.
                _undecided = slots[i];
                _decided = _checked ? slots[i] - 1 : _decided;
                return;
            }
        if (_undecided is not null) return;
        _step <<= _width;
        _width = Width;
    }

    private static long[] Between(long low, long high)
    {
        var count = Math.Min(Width, high - low - 1);
        return [.. Enumerable.Range(1, (int)count).Select(i => low + (long)((decimal)(high - low) * i / (count + 1))).Distinct().Where(slot => slot > low && slot < high)];
    }
}
