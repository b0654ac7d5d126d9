namespace Actors.Registers;

/// <summary>How one node of the cluster is.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Answers">Whether it answered just now.</param>
/// <param name="Problem">Why it does not vote or did not answer; null if all is well.</param>
/// <param name="Incarnation">How often it has started; null if it did not answer.</param>
/// <param name="StoreId">The id of its store; null if it did not answer.</param>
[GenerateSerializer, Immutable, Alias("actors.node-view")]
public sealed record NodeView(
    [property: Id(0)] string Node,
    [property: Id(1)] bool Answers,
    [property: Id(2)] string? Problem,
    [property: Id(3)] long? Incarnation,
    [property: Id(4)] Guid? StoreId);
