namespace Actors.Grains;

/// <summary>What a client must know of a node to be a proposer.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Terms">
/// Which cluster the node is of, the same at all of its nodes. Every request of a client says under which terms it was made: what a client knows of a
/// cluster that has been set up anew, under the same addresses, is worth nothing there, and two lists of nodes could form quorums that never meet.
/// </param>
/// <param name="Nodes">The names of all nodes.</param>
/// <param name="Acceptors">How many of them keep each register.</param>
[GenerateSerializer, Immutable, Alias("actors.greeting")]
public sealed record Greeting(
    [property: Id(0)] string Node,
    [property: Id(1)] string Terms,
    [property: Id(2)] IReadOnlyList<string> Nodes,
    [property: Id(3)] int Acceptors);
