namespace Actors.Grains;

/// <summary>A node's answer to a client's batch.</summary>
/// <param name="Batch">The answer in the wire format of the engine; null if the terms of the request are not those of the node.</param>
/// <param name="Forwarded">Whether the batch went through another node: the client had better look for a shorter way.</param>
[GenerateSerializer, Immutable, Alias("actors.node-answer")]
public readonly record struct NodeAnswer([property: Id(0)] byte[]? Batch, [property: Id(1)] bool Forwarded);
