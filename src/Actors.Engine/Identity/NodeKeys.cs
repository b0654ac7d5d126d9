using Actors.Paxos;

namespace Actors.Engine.Identity;

/// <summary>The registers and local records by which nodes are known.</summary>
public static class NodeKeys
{
    private const string Node = KeySpace.Node, Cluster = KeySpace.Cluster;

    /// <summary>The ids of a node's stores, bound at its first start.</summary>
    public static RegisterKey Stores(string node) => new($"{Node}{node}/stores");

    /// <summary>The id of a store that <see cref="Stores"/> does not name: bound at the first start of the node with it.</summary>
    public static RegisterKey AddedStore(string node, string store) => new($"{Stores(node)}/{store}");

    /// <summary>The random id of the one process that may start under a number.</summary>
    public static RegisterKey Start(string node, long number) => new($"{Node}{node}/start/{number}");

    /// <summary>
    /// Whether the process that has a number came to vote under it: its id, or <see cref="StartRecord.VoidOf"/> if a later one had to find out first.
    /// </summary>
    public static RegisterKey Open(string node, long number) => new($"{Start(node, number)}/open");

    /// <summary>What the node knew of all stores when it stopped after the start of a number: see <see cref="StopRecord"/>.</summary>
    public static RegisterKey Stop(string node, long number) => new($"{Node}{node}/stop/{number}");

    /// <summary>Only in the node's own store: the last start that was shown with it.</summary>
    public static RegisterKey OwnStart(string node) => new($"{Node}{node}/start");

    /// <summary>What all nodes of a cluster must agree on.</summary>
    public static RegisterKey Layout(string clusterId) => new($"{Cluster}{clusterId}/layout");

    /// <summary>Whose proposal it took tells a cluster from one that is set up anew under the same names.</summary>
    public static RegisterKey Setup { get; } = new($"{Cluster}setup");

    /// <summary>Only in the node's own store: all stores that it voted with, once one was added to those of <see cref="Stores"/>.</summary>
    public static RegisterKey OwnStores(string node) => new($"{Node}{node}/own-stores");

    /// <summary>Only in the node's own store: the cluster that it was first used in.</summary>
    public static RegisterKey OwnCluster(string node) => new($"{Node}{node}/cluster");

    /// <summary>Only in the node's own store: the generation of the last silo that started on it.</summary>
    public static RegisterKey OwnGeneration(string node) => new($"{Node}{node}/generation");

    /// <summary>
    /// Only in a store itself: see <see cref="StoreOwner"/>. It names no node, for another one must find it, and no acceptor votes on it: the registers of an
    /// application may have any name.
    /// </summary>
    public static RegisterKey Owner { get; } = new($"{Node}/owner");

    /// <summary>Only in the node's own store: it was there when the cluster began, so its vote on its own binding counts.</summary>
    public static RegisterKey Founder(string node) => new($"{Node}{node}/founder");

    /// <summary>Those by which one node is known.</summary>
    public static bool AreOf(string node, RegisterKey key) => key.Value.StartsWith($"{Node}{node}/", StringComparison.Ordinal);

    /// <summary>Those on which nodes vote that have not shown yet that their stores are right; otherwise no cluster could ever start.</summary>
    public static bool AreOfIdentity(RegisterKey key) =>
        key.Value.StartsWith(Node, StringComparison.Ordinal) || key.Value.StartsWith(Cluster, StringComparison.Ordinal);
}
