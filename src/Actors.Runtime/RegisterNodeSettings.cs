using Actors.Engine;

namespace Actors.Runtime;

/// <summary>What a <see cref="RegisterNode"/> is made of.</summary>
/// <param name="Node">Its name, one of the layout's.</param>
/// <param name="Layout">The nodes and the acceptors of each register; the same on every node, for ever.</param>
/// <param name="Transport">The way to the other nodes.</param>
/// <param name="Proposer">How it proposes.</param>
/// <param name="OperationTimeout">How long a call tries before it ends with "unknown outcome".</param>
/// <param name="MessageTimeout">How long a small batch may take before it counts as lost; a large one has <see cref="Batch.Travel"/> besides.</param>
/// <param name="Time">The clock.</param>
/// <param name="Measured">Whether it counts what it does, for <see cref="Metrics.WriteOnceMeter"/>.</param>
public sealed record RegisterNodeSettings(
    string Node,
    ClusterLayout Layout,
    IAcceptorTransport Transport,
    ProposerOptions Proposer,
    TimeSpan OperationTimeout,
    TimeSpan MessageTimeout,
    TimeProvider Time,
    bool Measured = false);
