using Actors.Paxos;

namespace Actors.Rounds;

/// <summary>Something that happened to a watched register on one node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Number">Rises with every event of the node, in the order in which they happened there, also over its restarts.</param>
/// <param name="At">When, by this node's clock: not comparable with another's.</param>
/// <param name="Step">What happened.</param>
/// <param name="Message">What was sent, received or lost; null for calls.</param>
/// <param name="Value">What the caller proposed, or was told; null for a look, for an outcome without a value, and for messages.</param>
/// <param name="Outcome">What the caller was told; null if it was told to ask another node, and for everything else.</param>
/// <param name="Rounds">The classic rounds that the call took.</param>
[GenerateSerializer, Immutable, Alias("actors.round-event")]
public sealed record RoundEvent(
    [property: Id(0)] string Node,
    [property: Id(1)] long Number,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] RoundStep Step,
    [property: Id(4)] RoundMessage? Message = null,
    [property: Id(5)] RoundValue? Value = null,
    [property: Id(6)] OutcomeKind? Outcome = null,
    [property: Id(7)] int Rounds = 0);
