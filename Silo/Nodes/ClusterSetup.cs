using System.Net;
using Actors.Clustering.Hosting;
using Actors.Clustering.Transport;
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
        });
        silo.Configure<WriteOnceClusteringOptions>(options => options.ConnectionsMax = settings.Connections.Port);
        silo.Services.AddOptions<SiloConnectionOptions>().Configure<ILogger<ConnectionLimit>, TimeProvider>((options, logger, time) =>
        {
            options.ConfigureSiloInboundConnection(connection => connection.Use(Limit("silo").Bound));
            options.ConfigureGatewayInboundConnection(connection => connection.Use(Limit("gateway").Bound));

            ConnectionLimit Limit(string port) => new($"The {port} port of node {self.Name}", settings.Connections.Port, "--port-connections", logger, time);
        });
    }

    public static void Configure(IClientBuilder client, SiloSettings settings)
    {
        client.UseStaticClustering([.. settings.LocalNodes.Select(node => new IPEndPoint(node.Resolve(), node.GatewayPort))]);
        client.Configure<ClusterOptions>(Name);
    }

    private static void Name(ClusterOptions options) => options.ClusterId = options.ServiceId = Cluster;
}
