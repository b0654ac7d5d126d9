namespace Actors;

/// <summary>Fewer acceptors than a quorum answer: try again, with the same proposal id, when more nodes are up.</summary>
[GenerateSerializer, Alias("actors.no-quorum-exception")]
public sealed class NoQuorumException(string fact, string advice = "", Exception? inner = null) : RegisterException(fact, advice, inner);
