namespace Actors.Client.Cluster;

/// <summary>The way to a cluster.</summary>
internal interface IConnector
{
    /// <summary>Connects through some of the nodes, whichever are there.</summary>
    /// <exception cref="UnreachableException">None of them is.</exception>
    Task<IConnection> ConnectAsync(IReadOnlyList<ClusterNode> nodes, Patience patience, CancellationToken cancellationToken);
}
