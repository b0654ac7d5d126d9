using Actors.Paxos;
using Actors.Replication;

namespace Actors.Simulation.Logs;

/// <summary>The registers of a log as the rest of the product guarantees them: each takes one value, at one moment. What was trimmed is gone.</summary>
internal sealed class LogRegisters
{
    private readonly SortedDictionary<long, RegisterValue> _decided = [];

    /// <summary>The slots below have been forgotten.</summary>
    public long Floor { get; private set; }

    /// <summary>The newest snapshot that is complete, null before the first.</summary>
    public LogSnapshot? Snapshot { get; private set; }

    /// <summary>The first slot above all that are decided.</summary>
    public long End { get; private set; }

    /// <summary>The winner of a slot, now or before.</summary>
    public LogAnswer Propose(long slot, SlotBatch batch)
    {
        if (slot >= Floor && _decided.TryAdd(slot, batch.Encode())) End = Math.Max(End, slot + 1);
        return Read(slot);
    }

    public LogAnswer Read(long slot) => slot < Floor ? new LogAnswer(IsTrimmed: true, null)
        : new LogAnswer(IsTrimmed: false, _decided.TryGetValue(slot, out var value) ? SlotBatch.Decode(value) : null);

    public void Keep(LogSnapshot snapshot)
    {
        if (Snapshot is null || snapshot.Next > Snapshot.Next) Snapshot = snapshot;
    }

    public void Trim(long below)
    {
        if (below <= Floor) return;
        Floor = below;
        foreach (var slot in _decided.Keys.TakeWhile(slot => slot < below).ToList()) _decided.Remove(slot);
    }
}
