using Actors.Paxos;

namespace Actors.Registers;

/// <summary>What one acceptor of a register holds.</summary>
/// <param name="Node">Its node.</param>
/// <param name="State">What it holds; null if it did not answer.</param>
[GenerateSerializer, Immutable, Alias("actors.acceptor-view")]
public sealed record AcceptorView([property: Id(0)] string Node, [property: Id(1)] AcceptorState? State);
