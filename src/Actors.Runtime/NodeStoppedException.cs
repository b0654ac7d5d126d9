namespace Actors.Runtime;

/// <summary>The node stopped before it knew the outcome: ask another one, under the same proposal id.</summary>
public sealed class NodeStoppedException(string node) : Exception($"Node '{node}' stopped before it knew the outcome. Ask another node.");
