using System.Net;
using System.Net.Sockets;
using Actors.Clustering.Hosting;
using Actors.Clustering.Transport;
using Actors.Grains.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Actors.Server.Hosting;

/// <summary>What follows from <see cref="WriteOnceNodeOptions"/> for the parts of a silo. What is wrong in them is left to their validator, which names it.</summary>
internal sealed class NodeConfiguration(IOptions<WriteOnceNodeOptions> node, ILogger<ConnectionLimit> logger, TimeProvider time) :
    IConfigureOptions<SiloOptions>,
    IConfigureOptions<EndpointOptions>,
    IConfigureOptions<ClusterMembershipOptions>,
    IConfigureOptions<SiloMessagingOptions>,
    IConfigureOptions<SiloConnectionOptions>,
    IConfigureOptions<WriteOnceClusteringOptions>,
    IConfigureOptions<WriteOnceOptions>
{
    public void Configure(SiloOptions options)
    {
        if (node.Value.Node.Length > 0) options.SiloName = node.Value.Node;
    }

    public void Configure(EndpointOptions options)
    {
        if (!node.Value.Nodes.TryGetValue(node.Value.Node, out var own) || !NodePorts.TryParse(own, out var ports) || ResolveOrNull(ports) is not { } address) return;
        options.AdvertisedIPAddress = address;
        (options.SiloPort, options.GatewayPort) = (ports.Silo, ports.Gateway);
        var listen = node.Value.ListenAddress ?? address;
        options.SiloListeningEndpoint = new IPEndPoint(listen, ports.Silo);
        options.GatewayListeningEndpoint = new IPEndPoint(listen, ports.Gateway);
    }

    public void Configure(ClusterMembershipOptions options)
    {
        // No decision waits for the membership; this is for how soon a node that is back counts again.
        options.ProbeTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedProbesLimit = 2;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        // If all nodes are killed and come back under other addresses, no silo is left that declares the old ones dead: they must grow stale.
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        options.NumMissedTableIAmAliveLimit = 2;
    }

    public void Configure(SiloMessagingOptions options) => MessageLimits.Configure(options);

    public void Configure(WriteOnceClusteringOptions options)
    {
        foreach (var (name, address) in node.Value.Nodes)
            options.Nodes[name] = NodePorts.TryParse(address, out var ports) ? ports.Transport : address;
        options.DataDirectory = NodeDirectory.ClusterOf(node.Value.DataDirectory);
        options.ListenAddress = node.Value.ListenAddress;
        (options.ConnectionsMax, options.StartTimeout) = (node.Value.ConnectionsMax, node.Value.StartTimeout);
    }

    public void Configure(SiloConnectionOptions options)
    {
        options.ConfigureSiloInboundConnection(connection => connection.Use(Limit("silo").Bound));
        options.ConfigureGatewayInboundConnection(connection => connection.Use(Limit("gateway").Bound));

        ConnectionLimit Limit(string port) =>
            new($"The {port} port of node {node.Value.Node}", node.Value.ConnectionsMax, nameof(WriteOnceNodeOptions.ConnectionsMax), logger, time);
    }

    public void Configure(WriteOnceOptions options)
    {
        (options.Acceptors, options.StartTimeout) = (node.Value.Acceptors, node.Value.StartTimeout);
        foreach (var name in node.Value.Nodes.Keys) options.Nodes.Add(name);
    }

    private static IPAddress? ResolveOrNull(NodePorts ports)
    {
        try
        {
            return ports.Resolve();
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
