namespace Actors.Bench.Load;

/// <summary>What callers do.</summary>
internal enum Workload
{
    /// <summary>Each decides fresh keys of its own.</summary>
    Decide,

    /// <summary>Eight propose to the same fresh key at the same time.</summary>
    Race,

    /// <summary>Each reads decided keys, linearizably.</summary>
    Read,

    /// <summary>Each decides fresh keys while a server is killed.</summary>
    Failover,
}
