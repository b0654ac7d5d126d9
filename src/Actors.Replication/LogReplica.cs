namespace Actors.Replication;

/// <summary>
/// The rules of a log over write-once registers, as one reader and writer of it follows them. Slot i is one register; whoever loses a slot tries the
/// next. Several slots may be under way at once, but a slot's turn comes only when all before it are decided. Driven by calls, one at a time: it has no
/// clock, task or register, so the simulation runs this very class.
/// </summary>
/// <remarks>
/// Nobody proposes for a slot <see cref="Reach"/> or more beyond the first that it does not know to be decided. Hence: once a slot is decided, all are
/// that are <see cref="Reach"/> or more below it, and gaps are only near the end.
/// </remarks>
/// <param name="next">Where to begin: all slots below are decided, and what follows from them is known.</param>
/// <param name="window">Recognises entries of the slots below <paramref name="next"/>.</param>
/// <param name="batchMax">The most entries that it proposes for a slot. Default: as many as a slot may have.</param>
public sealed class LogReplica(long next, EntryWindow window, int batchMax = SlotBatch.CountMax)
{
    /// <summary>How many slots may be under way at once: 4.</summary>
    public const int Reach = 4;

    private readonly LinkedList<LogEntry> _waiting = [];
    private readonly Dictionary<long, SlotBatch> _underWay = [];
    private readonly SortedDictionary<long, SlotBatch> _ahead = [];

    // All that wait, by their ids, and all that are under way: nothing is wanted twice.
    private readonly Dictionary<Guid, LinkedListNode<LogEntry>?> _wanted = [];

    /// <summary>The first slot whose turn has not come: all below are decided.</summary>
    public long Next { get; private set; } = next;

    /// <summary>Recognises what the slots below <see cref="Next"/> hold.</summary>
    public EntryWindow Window => window;

    /// <summary>Whether a slot is decided above one that is not, as far as this replica knows.</summary>
    public bool HasGap => _ahead.Count > 0;

    /// <summary>Whether it has proposed something for a slot whose outcome it does not know.</summary>
    public bool IsUnderWay(long slot) => _underWay.ContainsKey(slot);

    /// <summary>Whether something of its own is under way, or waits to be.</summary>
    public bool IsProposing => _waiting.Count > 0 || _underWay.Count > 0;

    /// <summary>What waits takes so much of slots, in bytes.</summary>
    public long WaitingSize { get; private set; }

    /// <summary>Wants an entry in the log, in the order of the calls as far as nobody comes between them; nothing more if it does already.</summary>
    public void Append(LogEntry entry)
    {
        if (!_wanted.TryAdd(entry.Id.Value, null)) return;
        _wanted[entry.Id.Value] = _waiting.AddLast(entry);
        WaitingSize += SlotBatch.SizeOf(entry);
    }

    /// <summary>Wants an entry no more, unless it is under way.</summary>
    public void Withdraw(Guid id)
    {
        if (_wanted.TryGetValue(id, out var node) && node is not null) Drop(id);
    }

    /// <summary>
    /// The next thing to propose: as many of the waiting entries as a slot takes. Null if none waits, or if enough is under way: what does not fill a slot
    /// goes together with what comes until the slots under way are decided, for a decision costs the same however many entries it has.
    /// </summary>
    public SlotProposal? TakeProposal()
    {
        if (_waiting.Count == 0 || (_underWay.Count > 0 && !FillsASlot)) return null;
        for (var slot = Next; slot < Next + Reach; slot++)
            if (!_underWay.ContainsKey(slot) && !_ahead.ContainsKey(slot))
                return Propose(slot, TakeBatch());
        return null;
    }

    /// <summary>Nothing, to be proposed for the first undecided slot, if that holds up later ones and is not under way already; else null.</summary>
    public SlotProposal? FillGap() => HasGap && !_underWay.ContainsKey(Next) ? Propose(Next, SlotBatch.Empty) : null;

    /// <summary>A slot is decided: with what was proposed here, or with something else, whose entries take their chance in a later slot.</summary>
    public void OnDecided(long slot, SlotBatch winner)
    {
        // What is applied already holds nothing up, and completes nobody who has come since.
        if (slot < Next) return;
        foreach (var entry in winner.Entries) Drop(entry.Id.Value);
        if (_underWay.Remove(slot, out var own)) PutBack(own);
        _ahead.TryAdd(slot, winner);
    }

    /// <summary>The next slot whose turn has come, to be applied now; null if the first of those left is undecided.</summary>
    public AppliedSlot? TakeApplied()
    {
        if (!_ahead.Remove(Next, out var batch)) return null;
        var slot = Next++;
        return new AppliedSlot(slot, [.. batch.Entries.Select(entry => window.Admit(entry, slot))]);
    }

    private bool FillsASlot => _waiting.Count >= batchMax || WaitingSize > SlotBatch.SizeMax;

    private SlotProposal Propose(long slot, SlotBatch batch)
    {
        _underWay.Add(slot, batch);
        return new SlotProposal(slot, batch);
    }

    private SlotBatch TakeBatch()
    {
        var (entries, size) = (new List<LogEntry>(Math.Min(batchMax, _waiting.Count)), 0);
        while (_waiting.First is { } first && entries.Count < batchMax && (size += SlotBatch.SizeOf(first.Value)) <= SlotBatch.SizeMax)
        {
            entries.Add(first.Value);
            _wanted[first.Value.Id.Value] = null;
            _waiting.RemoveFirst();
            WaitingSize -= SlotBatch.SizeOf(first.Value);
        }
        return new SlotBatch(entries);
    }

    /// <summary>All of it that is not decided, nor waits again.</summary>
    private void PutBack(SlotBatch own)
    {
        foreach (var entry in own.Entries.Reverse())
        {
            if (!_wanted.TryGetValue(entry.Id.Value, out var node) || node is not null) continue;
            _wanted[entry.Id.Value] = _waiting.AddFirst(entry);
            WaitingSize += SlotBatch.SizeOf(entry);
        }
    }

    private void Drop(Guid id)
    {
        if (!_wanted.Remove(id, out var node) || node is null) return;
        _waiting.Remove(node);
        WaitingSize -= SlotBatch.SizeOf(node.Value);
    }
}
