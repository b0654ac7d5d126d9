using Actors.Clustering.Nodes;

namespace Actors.Silo.Nodes;

/// <summary>
/// How all nodes are as they show themselves over the cluster transport, asked for through a node of this process. It needs no silo at either end, so
/// a node that has none yet, or whose silo the others have given up, can say what is wrong.
/// </summary>
internal sealed class LocalStatus(LocalNodes nodes)
{
    /// <summary>One for each node; none if no node of this process runs.</summary>
    public async Task<IReadOnlyList<NodeStatus>> AskAsync(CancellationToken cancellationToken)
    {
        foreach (var node in nodes.All)
        {
            if (node.Cluster is not { } cluster) continue;
            try
            {
                return await cluster.StatusAsync(cancellationToken);
            }
            catch (InvalidOperationException)
            {
                // It opens its store, or was stopped meanwhile.
            }
        }
        return [];
    }
}
