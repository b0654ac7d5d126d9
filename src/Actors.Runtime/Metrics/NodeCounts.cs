namespace Actors.Runtime.Metrics;

/// <summary>What a node has counted since its start.</summary>
/// <param name="Uptime">How long ago that was.</param>
/// <param name="FastDecisions">Proposals through this node that were decided without a classic round.</param>
/// <param name="ClassicDecisions">Those that took classic rounds.</param>
/// <param name="NoQuorum">Calls that ended with "no quorum".</param>
/// <param name="Unknown">Calls that ended with an unknown outcome.</param>
/// <param name="Durations">How long proposals took that were decided: so many up to each bound, and more than the one before.</param>
/// <param name="StoreWrites">Synced writes of the store.</param>
/// <param name="StoreWriteTime">How long they took together.</param>
/// <param name="AcceptorBatches">How often the acceptors answered.</param>
/// <param name="AcceptorMessages">How many messages in all.</param>
/// <param name="PeerBatches">How many batches of messages the proposer sent.</param>
/// <param name="PeerMessages">How many messages in all.</param>
/// <param name="Decided">Registers whose decision the node has learned.</param>
/// <param name="StoreBytes">The size of the store on disk; null if it cannot tell.</param>
/// <param name="Suspected">The nodes that are skipped at present.</param>
public sealed record NodeCounts(
    TimeSpan Uptime,
    long FastDecisions,
    long ClassicDecisions,
    long NoQuorum,
    long Unknown,
    IReadOnlyList<(TimeSpan UpTo, long Count)> Durations,
    long StoreWrites,
    TimeSpan StoreWriteTime,
    long AcceptorBatches,
    long AcceptorMessages,
    long PeerBatches,
    long PeerMessages,
    long Decided,
    long? StoreBytes,
    IReadOnlyList<string> Suspected);
