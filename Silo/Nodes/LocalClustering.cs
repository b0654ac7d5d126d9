using System.Net;
using Actors.Silo.Configuration;
using Orleans.Configuration;

namespace Actors.Silo.Nodes;

/// <summary>How silos and clients find each other. The only place that knows.</summary>
internal static class LocalClustering
{
    private const string Cluster = "actors";

    /// <summary>Whether the others cannot do without this node, so that it is the last to stop.</summary>
    public static bool IsPrimary(string node, IReadOnlyList<NodeAddress> nodes) => nodes[0].Name == node;

    public static void Configure(ISiloBuilder silo, IReadOnlyList<NodeAddress> nodes)
    {
        silo.UseDevelopmentClustering(new IPEndPoint(nodes[0].Resolve(), nodes[0].SiloPort));
        silo.Configure<ClusterOptions>(Name);
    }

    public static void Configure(IClientBuilder client, IReadOnlyList<NodeAddress> nodes)
    {
        client.UseStaticClustering([.. nodes.Select(node => new IPEndPoint(node.Resolve(), node.GatewayPort))]);
        client.Configure<ClusterOptions>(Name);
    }

    private static void Name(ClusterOptions options) => options.ClusterId = options.ServiceId = Cluster;
}
