namespace Actors.Engine;

/// <summary>A change of mind about a node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Suspected">True when it is skipped from now on, false when it has answered again.</param>
public readonly record struct Suspicion(string Node, bool Suspected);
