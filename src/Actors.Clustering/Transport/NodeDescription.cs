using Actors.Clustering.Nodes;

namespace Actors.Clustering.Transport;

/// <summary>How a node says it is.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Cluster">What it was configured with.</param>
/// <param name="StoreId">The id of its store.</param>
/// <param name="Incarnation">How often it has started.</param>
/// <param name="RefusesBecause">Why it does not vote; null if it does.</param>
/// <param name="MembershipVersion">The latest membership version that it knows.</param>
internal sealed record NodeDescription(
    string Node, ClusterIdentity Cluster, Guid StoreId, long Incarnation, string? RefusesBecause, int MembershipVersion);
