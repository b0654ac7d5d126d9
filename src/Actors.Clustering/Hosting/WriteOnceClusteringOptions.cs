using System.Net;
using Actors.Clustering.Transport;
using Actors.Engine;

namespace Actors.Clustering.Hosting;

/// <summary>
/// A cluster that needs nothing but its own silos. All nodes must agree on <see cref="Nodes"/>' names and
/// <c>ClusterOptions.ClusterId</c>, permanently; addresses may change.
/// </summary>
public sealed class WriteOnceClusteringOptions
{
    /// <summary>
    /// Every node of the cluster and the <c>host:port</c> of its cluster transport, this one's <c>SiloOptions.SiloName</c> among them. Names: 1 to 64
    /// letters, digits, '-', '_' or '.'. The port is one of its own, neither the silo's nor the gateway's. At least three. Three of them keep each membership
    /// version, so one may fail; of five nodes or more five do, so two may fail. A cluster keeps the number that it was set up with.
    /// </summary>
    public IDictionary<string, string> Nodes { get; } = new Dictionary<string, string>();

    /// <summary>Where this node's store is: a directory on a local disk, used by nothing else. Required. Losing it is losing the node's vote.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>
    /// The address to listen on, at the port that <see cref="Nodes"/> has for this node. Null, the default: the one that <see cref="Nodes"/> has. The
    /// transport has no login and no TLS: keep it on a network that only the nodes and their clients reach.
    /// </summary>
    public IPAddress? ListenAddress { get; set; }

    /// <summary>
    /// How long a read or change of the membership tries before it fails, 100 ms to 1 minute and at least <see cref="ProposerOptions.NoQuorumAfter"/>. Default: 5 s.
    /// </summary>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the silo's start waits for a majority of the nodes before it fails with <see cref="ClusteringException"/>, which names the nodes that are missing. Up
    /// to 1 hour; zero waits as long as it takes. Default: 1 minute.
    /// </summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one message to another node may take before it counts as lost, 10 ms to 10 s. Default: 1 s.</summary>
    public TimeSpan MessageTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long connecting to another node may take, 10 ms to 10 s. Default: 500 ms.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How many connections the cluster transport has at most, 8 to 1,000,000; each node and each client that looks for gateways needs one. More are closed at
    /// once, and the log says so. Default: 1,000.
    /// </summary>
    public int ConnectionsMax { get; set; } = 1_000;

    /// <summary>Patience and suspicion. Batches of at most 64.</summary>
    public ProposerOptions Proposer { get; } = new() { BatchSizeMax = Wire.BatchSizeMax };
}
