using Actors.Paxos;

namespace Actors.Rounds;

/// <summary>What one node has to tell of a watched register.</summary>
/// <param name="Node">The node.</param>
/// <param name="Problem">Why it did not answer; null if it did. Until it answers again nothing is known of it.</param>
/// <param name="Holds">What its acceptor holds; null if it did not answer, or is no acceptor of this register.</param>
/// <param name="Events">What has happened there since the last batch of this node, in its order.</param>
[GenerateSerializer, Immutable, Alias("actors.round-batch")]
public sealed record RoundBatch(
    [property: Id(0)] string Node,
    [property: Id(1)] string? Problem,
    [property: Id(2)] AcceptorState? Holds,
    [property: Id(3)] IReadOnlyList<RoundEvent> Events);
