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

    /// <summary>Each appends to the same log; where there is none, each puts to the same key.</summary>
    Append,

    /// <summary>Each appends to one of 64 logs, or puts to one of 64 keys.</summary>
    Append64,

    /// <summary>Each replaces what the same key has by something of its own, if it still has what the caller read.</summary>
    Cas,

    /// <summary>Each has a command executed by the same state machine.</summary>
    Execute,

    /// <summary>Each decides fresh keys while a server is killed.</summary>
    Failover,
}
