namespace Actors.Client.Cluster;

/// <summary>Where the nodes of a cluster are.</summary>
internal sealed record ClusterAddress(IReadOnlyList<ClusterNode> Nodes)
{
    public const string Variable = "ACTORS_CLUSTER";

    public const string Default = "n1=127.0.0.1:7100,n2=127.0.0.1:7110,n3=127.0.0.1:7120";

    /// <summary>Reads <c>NAME=HOST:PORT,...</c>; null, and why, if it is none.</summary>
    public static ClusterAddress? TryParse(string text, out string? problem)
    {
        var nodes = new List<ClusterNode>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (ClusterNode.TryParse(part) is { } node) nodes.Add(node);
            else
            {
                problem = $"'{part}' is no node: write NAME=HOST:PORT with a base port of 1 to 65534.";
                return null;
            }
        }
        problem = nodes.Count == 0 ? "A cluster has at least one node: write NAME=HOST:PORT,..."
            : nodes.DistinctBy(node => node.Name).Count() < nodes.Count ? "Two nodes of the cluster have the same name."
            : null;
        return problem is null ? new ClusterAddress(nodes) : null;
    }

    public override string ToString() => string.Join(',', Nodes);
}
