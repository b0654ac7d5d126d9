namespace Actors.Engine.Identity;

/// <summary>What another node says when a node that starts asks who is there.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Cluster">What it was configured with.</param>
/// <param name="IsBound">Whether its stores are bound, so that the cluster exists.</param>
/// <param name="KnowsStart">Whether it knows that the start that it was asked about was another one.</param>
/// <param name="Binding">The stores that it knows to be bound to the node that asks; null if it does not know.</param>
public sealed record NodeAnswer(string Node, ClusterIdentity Cluster, bool IsBound, bool KnowsStart, StoreIds? Binding);
