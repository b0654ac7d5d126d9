namespace Actors;

/// <summary>Fewer acceptors than a quorum answer: try again, with the same proposal id, when more nodes are up.</summary>
[GenerateSerializer, Alias("actors.no-quorum-exception")]
public sealed class NoQuorumException(string message, Exception? inner = null) : RegisterException(message, inner);
