namespace Actors.Simulation.Worlds;

/// <summary>What can go wrong in a world. Each kind has a probability of its own in each world; in many worlds it is 0.</summary>
internal enum Fault
{
    /// <summary>A message is lost.</summary>
    Loss,
    /// <summary>A message takes many times the usual, and is overtaken.</summary>
    Delay,
    /// <summary>A message arrives twice.</summary>
    Duplicate,
    /// <summary>A message arrives again seconds later, when its receiver may have restarted.</summary>
    LateDuplicate,
    /// <summary>One node cannot reach another for a while, which still reaches it.</summary>
    OneWayPartition,
    /// <summary>The nodes fall into two groups for a while.</summary>
    TwoWayPartition,
    /// <summary>A node crashes as it is about to write.</summary>
    CrashBeforeWrite,
    /// <summary>A node crashes with a batch written but not synced.</summary>
    CrashInWrite,
    /// <summary>A node crashes with the batch durable, before it answers.</summary>
    CrashAfterWrite,
    /// <summary>A node crashes at any time.</summary>
    Crash,
    /// <summary>A crash loses some of what was written but not synced: any of it, and not only the latest.</summary>
    LoseUnsynced,
    /// <summary>A write fails and has no effect.</summary>
    WriteErrorBefore,
    /// <summary>A write fails although all of it took effect.</summary>
    WriteErrorAfter,
    /// <summary>A sync fails, and any of what was to be synced may be gone.</summary>
    SyncError,
    /// <summary>A disk fails every sync from now on.</summary>
    SyncErrorForEver,
    /// <summary>A write takes very long.</summary>
    SlowDisk,
    /// <summary>A node stands still for a while and then goes on as if nothing had happened.</summary>
    Pause,
    /// <summary>A node's clock jumps ahead.</summary>
    ClockJump,
    /// <summary>A node runs a second proposer besides the first: a doubled activation.</summary>
    SecondProposer,
    /// <summary>A caller repeats its proposal, under the same id, while the first call is still open: a doubled activation, or impatience.</summary>
    Impatience,
    /// <summary>A node comes back with an empty disk.</summary>
    WipedDisk,
    /// <summary>A node comes back with a disk put back from an earlier copy.</summary>
    OlderDisk,
    /// <summary>A node comes back with the disk of a node of the same name in an earlier cluster of the same name.</summary>
    ForeignDisk,
    /// <summary>A node is started with another list of nodes.</summary>
    OtherList,
    /// <summary>A client is killed; the next one in its place has another name.</summary>
    ClientCrash,
    /// <summary>A client stands still for a while.</summary>
    ClientPause,
    /// <summary>A client and a node are cut off from each other for a while.</summary>
    ClientCutOff,
    /// <summary>All nodes are stopped in an orderly way.</summary>
    StopAll,
    /// <summary>A node comes back with another, empty store in place of one that was added to it at a later start.</summary>
    LostAddedStore,
}
