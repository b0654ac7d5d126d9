using Actors.Replication;

namespace Actors.Simulation.Logs;

/// <summary>What passes between the product's rules of a log and the world. As it stands it changes nothing; a sabotage gets one of these wrong.</summary>
internal class LogBoundary
{
    /// <summary>A replica is told of a decided slot.</summary>
    public virtual void OnDecided(LogReplica replica, long slot, SlotBatch winner) => replica.OnDecided(slot, winner);

    /// <summary>Whether the state machine applies an entry.</summary>
    public virtual bool Counts(AppliedEntry applied) => applied.Admission == Admission.Fresh;

    /// <summary>What a node recognises after it has begun with a snapshot.</summary>
    public virtual EntryWindow Restore(IReadOnlyList<RememberedEntry> remembered, int slots) => new(remembered, slots);

    /// <summary>Under which id a caller repeats an append, at a node that knows that all below <paramref name="next"/> is decided.</summary>
    public virtual EntryId OnRepeat(EntryId id, long next) => id;

    /// <summary>Below which slot the log is trimmed, where a quorum holds a snapshot of all slots below <paramref name="snapshot"/>.</summary>
    public virtual long TrimBelow(long snapshot) => snapshot;
}
