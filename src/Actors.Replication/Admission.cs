namespace Actors.Replication;

/// <summary>What an entry that was decided counts for.</summary>
public enum Admission
{
    /// <summary>It is in the log here.</summary>
    Fresh,
    /// <summary>It was in the log before: a retry, which counts for nothing.</summary>
    Repeated,
    /// <summary>It was decided so long after its first attempt that nobody remembers whether an earlier attempt is in the log: it counts for nothing.</summary>
    Expired,
}
