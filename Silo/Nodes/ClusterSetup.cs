using System.Net;
using Actors.Silo.Configuration;
using Orleans.Configuration;

namespace Actors.Silo.Nodes;

/// <summary>How silos and clients find each other. The only place that knows.</summary>
internal static class ClusterSetup
{
    private const string Cluster = "actors";

    public static void Configure(ISiloBuilder silo, NodeAddress self, SiloSettings settings)
    {
        silo.UseWriteOnceClustering(options =>
        {
            foreach (var node in settings.Nodes) options.Nodes[node.Name] = node.TransportAddress;
            options.DataDirectory = DataDirectory.ClusterOf(settings, self.Name);
            options.ListenAddress = settings.Listen;
        });
        silo.Configure<ClusterOptions>(Name);
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            // Nothing on the way of a decision waits for membership; this is for how soon a node that is back counts again.
            options.ProbeTimeout = TimeSpan.FromSeconds(2);
            options.NumMissedProbesLimit = 2;
            options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            // When all nodes were killed and come back under other addresses, nobody is left to declare the old ones dead: they must grow stale.
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            options.NumMissedTableIAmAliveLimit = 2;
        });
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = self.Resolve();
            var listen = settings.Listen ?? options.AdvertisedIPAddress;
            (options.SiloPort, options.GatewayPort) = (self.SiloPort, self.GatewayPort);
            options.SiloListeningEndpoint = new IPEndPoint(listen, self.SiloPort);
            options.GatewayListeningEndpoint = new IPEndPoint(listen, self.GatewayPort);
        });
    }

    public static void Configure(IClientBuilder client, SiloSettings settings)
    {
        client.UseStaticClustering([.. settings.LocalNodes.Select(node => new IPEndPoint(node.Resolve(), node.GatewayPort))]);
        client.Configure<ClusterOptions>(Name);
    }

    private static void Name(ClusterOptions options) => options.ClusterId = options.ServiceId = Cluster;
}
