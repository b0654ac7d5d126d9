namespace Actors.Figures;

/// <summary>What a node has counted since its start. Sums: what happened between two moments is the difference, see <see cref="NodeRates"/>.</summary>
/// <param name="Uptime">How long ago it started.</param>
/// <param name="RefusesBecause">Why it does not vote; null if it does.</param>
/// <param name="Suspected">The nodes that it skips at present because they do not answer.</param>
/// <param name="FastDecisions">Proposals through this node that were decided without a classic round.</param>
/// <param name="ClassicDecisions">Those that took classic rounds.</param>
/// <param name="NoQuorum">Calls that ended with "no quorum".</param>
/// <param name="Unknown">Calls that ended with an unknown outcome.</param>
/// <param name="Durations">How long callers waited for those decisions, shortest first.</param>
/// <param name="StoreWrites">Synced writes of its store.</param>
/// <param name="StoreWriteTime">How long they took together.</param>
/// <param name="AcceptorBatches">How often its acceptors answered.</param>
/// <param name="AcceptorMessages">How many messages in all.</param>
/// <param name="PeerBatches">How many batches its proposer sent to other nodes.</param>
/// <param name="PeerMessages">How many messages in all.</param>
/// <param name="Decided">Registers whose decision its acceptors have learned, whoever proposed: also clients, which are proposers of their own.</param>
/// <param name="StoreBytes">The size of its store on disk; null if that cannot be told.</param>
/// <param name="Acceptors">How many nodes keep, and so learn, each register.</param>
[GenerateSerializer, Immutable, Alias("actors.node-figures")]
public sealed record NodeFigures(
    [property: Id(0)] TimeSpan Uptime,
    [property: Id(1)] string? RefusesBecause,
    [property: Id(2)] IReadOnlyList<string> Suspected,
    [property: Id(3)] long FastDecisions,
    [property: Id(4)] long ClassicDecisions,
    [property: Id(5)] long NoQuorum,
    [property: Id(6)] long Unknown,
    [property: Id(7)] IReadOnlyList<DurationBucket> Durations,
    [property: Id(8)] long StoreWrites,
    [property: Id(9)] TimeSpan StoreWriteTime,
    [property: Id(10)] long AcceptorBatches,
    [property: Id(11)] long AcceptorMessages,
    [property: Id(12)] long PeerBatches,
    [property: Id(13)] long PeerMessages,
    [property: Id(14)] long Decided,
    [property: Id(15)] long? StoreBytes,
    [property: Id(16)] int Acceptors);
