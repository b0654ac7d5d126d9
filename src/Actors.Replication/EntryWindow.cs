namespace Actors.Replication;

/// <summary>
/// Recognises entries that were decided more than once, with bounded memory: the ids of the last slots. What a decided entry counts for depends on
/// these slots alone, so all who read the log judge alike, wherever they began. Whoever remembers less than the window counts nothing twice all the same: an
/// entry whose id has been in use for longer than that is refused, never taken for new.
/// </summary>
/// <param name="slots">How many slots it covers. The same for all who read a log, for ever: part of its format. Default: <see cref="DefaultSlots"/>.</param>
public sealed class EntryWindow(int slots = EntryWindow.DefaultSlots)
{
    /// <summary>4096 slots, of at most 256 ids each: 1,048,576 ids at the very most.</summary>
    public const int DefaultSlots = 4096;

    private readonly Dictionary<Guid, (long First, long Last)> _known = [];
    private readonly Queue<(Guid Id, long Slot)> _order = new();

    /// <summary>As it was when <see cref="Remembered"/> was asked.</summary>
    public EntryWindow(IEnumerable<RememberedEntry> remembered, int slots = DefaultSlots) : this(slots)
    {
        foreach (var (id, first, last) in remembered) Remember(id, first, last);
    }

    /// <summary>Told of each id that it recognises no longer.</summary>
    public Action<Guid>? Forgets { get; set; }

    /// <summary>How many slots it covers.</summary>
    public int Slots => slots;

    /// <summary>All ids that it recognises, those that it forgets first at the beginning.</summary>
    public IReadOnlyList<RememberedEntry> Remembered =>
        [.. _order.Where(IsLatest).Select(occurrence => new RememberedEntry(occurrence.Id, _known[occurrence.Id].First, occurrence.Slot))];

    /// <summary>Judges an entry that a slot holds. Slots come in their order.</summary>
    public AppliedEntry Admit(LogEntry entry, long slot)
    {
        ForgetBefore(slot - slots);
        // Its first attempt may be in a slot that is forgotten already, or nowhere: nobody can tell, and once is the most that it may count.
        if (entry.Id.Since < slot - slots) return new AppliedEntry(entry, Admission.Expired, slot);
        var repeated = _known.TryGetValue(entry.Id.Value, out var known);
        var first = repeated ? known.First : slot;
        Remember(entry.Id.Value, first, slot);
        return new AppliedEntry(entry, repeated ? Admission.Repeated : Admission.Fresh, first);
    }

    private void Remember(Guid id, long first, long last)
    {
        _known[id] = (first, last);
        _order.Enqueue((id, last));
    }

    private void ForgetBefore(long slot)
    {
        while (_order.TryPeek(out var oldest) && oldest.Slot < slot)
        {
            _order.Dequeue();
            if (!IsLatest(oldest)) continue;
            _known.Remove(oldest.Id);
            Forgets?.Invoke(oldest.Id);
        }
    }

    // One that was decided again is remembered from there on, by a later place in the queue.
    private bool IsLatest((Guid Id, long Slot) occurrence) => _known.TryGetValue(occurrence.Id, out var known) && known.Last == occurrence.Slot;
}
