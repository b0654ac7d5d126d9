using Actors.Clustering.Nodes;
using Actors.Engine.Identity;

namespace Actors.Clustering.Transport;

/// <summary>How a node says it is.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Cluster">What it was configured with.</param>
/// <param name="StoreId">The id of its store.</param>
/// <param name="Incarnation">How often it has started.</param>
/// <param name="RefusesBecause">Why it does not vote; null if it does.</param>
/// <param name="IsBound">Whether its stores are bound, so that the cluster exists.</param>
/// <param name="IsLeaving">Whether its silo is stopping and still needs the others to say goodbye.</param>
/// <param name="KnowsStart">Whether it knows that the start that it was asked about was another one.</param>
/// <param name="MembershipVersion">The latest membership version that it knows.</param>
/// <param name="Binding">The stores that it knows to be bound to the node that asks; null if it does not know.</param>
internal sealed record NodeDescription(
    string Node,
    ClusterIdentity Cluster,
    Guid StoreId,
    long Incarnation,
    string? RefusesBecause,
    bool IsBound,
    bool IsLeaving,
    bool KnowsStart,
    int MembershipVersion,
    IReadOnlyDictionary<string, Guid>? Binding)
{
    public NodeAnswer ToAnswer() => new(Node, Cluster, IsBound, KnowsStart, Binding is null ? null : new StoreIds(Binding));

    public NodeStatus ToStatus(ClusterIdentity own) => new(
        Node, Answers: true, own.DifferenceTo(Cluster) is { } difference ? $"It is of another cluster: {difference}." : RefusesBecause, Incarnation, StoreId, MembershipVersion);
}
