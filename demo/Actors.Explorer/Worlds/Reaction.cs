namespace Actors.Explorer.Worlds;

/// <summary>What a node does when something happens to it.</summary>
/// <param name="State">What it remembers from now on.</param>
/// <param name="Note">What it did, as the end of a sentence that begins with its name.</param>
/// <param name="Sends">The messages it sends, in this order.</param>
/// <param name="Touched">Shared memory that it changed or looked at in the same instant.</param>
public readonly record struct Reaction(
    NodeState State, string Note, IReadOnlyList<(int To, Payload Payload)>? Sends = null, (int Node, NodeState State)? Touched = null);
