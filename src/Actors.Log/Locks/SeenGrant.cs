namespace Actors.Log.Locks;

/// <summary>A grant that a node knows. In the order of their ends.</summary>
/// <param name="name">The lock.</param>
/// <param name="grant">The grant.</param>
/// <param name="end">The timestamp from which on it is over for this node.</param>
internal sealed class SeenGrant(string name, LockHold grant, long end) : IComparable<SeenGrant>
{
    public string Name => name;

    public LockHold Grant => grant;

    public long End => end;

    /// <summary>Completes when the lock has another grant, or none.</summary>
    public TaskCompletionSource Changed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int CompareTo(SeenGrant? other) => other is null ? 1 : (end.CompareTo(other.End), string.CompareOrdinal(name, other.Name)).CompareTo((0, 0));
}
