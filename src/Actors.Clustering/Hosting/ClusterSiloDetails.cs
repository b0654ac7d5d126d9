using System.Net;
using Actors.Clustering.Nodes;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Actors.Clustering.Hosting;

/// <summary>
/// What a silo is called, as Orleans does it, but for the generation: that comes from the node, which remembers. Orleans takes it from the clock, and a clock
/// that was ahead and is put right would make every silo that starts since an earlier one than those that are gone.
/// </summary>
internal sealed class ClusterSiloDetails(
    ClusterNode node, IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoint) : ILocalSiloDetails
{
    private readonly Lazy<SiloAddress> _address = new(() =>
    {
        var own = new IPEndPoint(endpoint.Value.AdvertisedIPAddress, endpoint.Value.SiloPort);
        return SiloAddress.New(own, node.GenerationAt(own));
    });

    public string Name => silo.Value.SiloName;

    public string ClusterId => cluster.Value.ClusterId;

    public string DnsHostName { get; } = Dns.GetHostName();

    public SiloAddress SiloAddress => _address.Value;

    public SiloAddress GatewayAddress { get; } = endpoint.Value.GatewayPort == 0
        ? null!
        : SiloAddress.New(new IPEndPoint(endpoint.Value.AdvertisedIPAddress, endpoint.Value.GatewayPort), 0);
}
