using System.Net;
using Actors.Server.Hosting;
using Actors.Silo.Configuration;
using Orleans.Configuration;

namespace Actors.Silo.Nodes;

/// <summary>How silos and clients find each other. The only place that knows.</summary>
internal static class ClusterSetup
{
    private const string Cluster = "actors";

    public static void Configure(ISiloBuilder silo, NodeAddress self, SiloSettings settings)
    {
        silo.Configure<ClusterOptions>(Name);
        silo.UseWriteOnce(options =>
        {
            options.Node = self.Name;
            foreach (var node in settings.Nodes) options.Nodes[node.Name] = node.Address;
            options.DataDirectory = settings.DataOf(self.Name);
            options.Acceptors = settings.Acceptors;
            options.ListenAddress = settings.Listen;
            options.ConnectionsMax = settings.Connections.Port;
            // Nothing waits for the start of a single node: HTTP says what is missing, and nodes are started and stopped at any time.
            options.StartTimeout = TimeSpan.Zero;
        });
    }

    public static void Configure(IClientBuilder client, SiloSettings settings)
    {
        client.UseStaticClustering([.. settings.LocalNodes.Select(node => new IPEndPoint(node.Resolve(), node.GatewayPort))]);
        client.Configure<ClusterOptions>(Name);
        client.Configure<ClientMessagingOptions>(MessageLimits.Configure);
    }

    private static void Name(ClusterOptions options) => options.ClusterId = options.ServiceId = Cluster;
}
