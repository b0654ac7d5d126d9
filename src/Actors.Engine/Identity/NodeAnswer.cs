namespace Actors.Engine.Identity;

/// <summary>What another node says when a node that starts asks who is there.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Cluster">What it was configured with.</param>
/// <param name="IsBound">Whether its stores are bound, so that the cluster exists.</param>
/// <param name="KnowsOpen">Whether it knows that another process than the one that asks was to vote under the number that it asks about.</param>
/// <param name="Binding">The stores that it knows to be bound to the node that asks; null if it does not know.</param>
/// <param name="Opened">The start under which it votes itself; null while it does not.</param>
/// <param name="Stop">What the node that asks has recorded when it stopped; null if that is not known.</param>
public sealed record NodeAnswer(
    string Node, ClusterIdentity Cluster, bool IsBound, bool KnowsOpen, StoreIds? Binding, StartRecord? Opened = null, StopRecord? Stop = null);
