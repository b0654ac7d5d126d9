using Actors.Clustering.Transport;
using Microsoft.Extensions.Logging;

namespace Actors.Clustering.Nodes;

/// <summary>Waits until a majority of the nodes of one and the same cluster is up, and says whom it waits for.</summary>
internal sealed partial class Meeting(string self, ClusterIdentity identity, PeerClient peers, ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstLine = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NextLine = TimeSpan.FromSeconds(10);

    private int Majority => identity.Nodes.Count / 2 + 1;

    /// <summary>The others who answer and are of this cluster; with this node they are a majority.</summary>
    /// <param name="incarnation">The start of this node that they are asked about.</param>
    /// <param name="isFresh">Whether this node has no past in the cluster that it is configured for.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ClusteringException">This node has no past, and another one is configured for another cluster: one of the two is wrong.</exception>
    public async Task<IReadOnlyList<NodeDescription>> WaitAsync(long incarnation, bool isFresh, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var nextLine = FirstLine;
        while (true)
        {
            var answers = await peers.DescribeAsync(incarnation, cancellationToken);
            // Two lists could both find quorums; while a majority of one list has to be there first, lists that differ little cannot.
            foreach (var answer in answers.Where(_ => isFresh)) identity.Require(answer.Cluster.Encode(), $"node '{answer.Node}'");
            var ours = answers.Where(answer => answer.Cluster.Fingerprint == identity.Fingerprint).ToList();
            if (ours.Count + 1 >= Majority) return ours;
            if (time.GetElapsedTime(began) >= nextLine)
            {
                LogWaits(self, Majority, identity.Nodes.Count, Describe(answers));
                nextLine += NextLine;
            }
            await Task.Delay(AskInterval, time, cancellationToken);
        }
    }

    private string Describe(IReadOnlyList<NodeDescription> answers) => string.Join(", ", peers.Others.Select(node =>
        answers.FirstOrDefault(answer => answer.Node == node) is not { } answer ? $"{node} does not answer"
        : identity.DifferenceTo(answer.Cluster) is { } difference ? $"{node} is of another cluster ({difference})"
        : $"{node} is here"));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} waits for {Majority} of {Nodes} nodes: {Others}.")]
    private partial void LogWaits(string node, int majority, int nodes, string others);
}
