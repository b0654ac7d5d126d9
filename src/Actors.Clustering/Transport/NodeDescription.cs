using System.Text.Json.Serialization;
using Actors.Clustering.Nodes;
using Actors.Engine;
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
/// <param name="IsRecording">Whether it is stopping and still needs the others to record what it knows of stores.</param>
/// <param name="KnowsOpen">Whether it knows that another process was to vote under the number that it was asked about.</param>
/// <param name="MembershipVersion">The latest membership version that it knows.</param>
/// <param name="Binding">The stores that it knows to be bound to the node that asks; null if it does not know.</param>
/// <param name="Opened">The start under which it votes; null while it does not.</param>
/// <param name="Stop">What the node that asks recorded of all stores when it stopped, by their names; null if that is not known.</param>
internal sealed record NodeDescription(
    string Node,
    ClusterIdentity Cluster,
    Guid StoreId,
    long Incarnation,
    string? RefusesBecause,
    bool IsBound,
    bool IsLeaving,
    bool IsRecording,
    bool KnowsOpen,
    int MembershipVersion,
    IReadOnlyDictionary<string, Guid>? Binding,
    StartRecord? Opened,
    IReadOnlyDictionary<string, IReadOnlyList<StoreMark>>? Stop)
{
    /// <summary>Whether all is there that must be: JSON may have null anywhere. What nodes of earlier versions do not tell may be missing.</summary>
    [JsonIgnore]
    public bool IsWhole => Cluster is { ClusterId: not null, Nodes: { } nodes } && nodes.All(node => node is not null) && Stop?.Values.Contains(null!) != true;

    public NodeAnswer ToAnswer() => new(
        Node, Cluster, IsBound, KnowsOpen, Binding is null ? null : new StoreIds(Binding), Opened, Stop is null ? null : new StopRecord(Stop));

    public NodeStatus ToStatus(ClusterIdentity own) => new(
        Node, Answers: true, own.DifferenceTo(Cluster) is { } difference ? $"It is of another cluster: {difference}." : RefusesBecause, Incarnation, StoreId, MembershipVersion);
}
