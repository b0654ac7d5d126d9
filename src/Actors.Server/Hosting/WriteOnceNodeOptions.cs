using System.Net;

namespace Actors.Server.Hosting;

/// <summary>
/// A silo that is a node of a cluster of write-once registers. All nodes must agree on the names in <see cref="Nodes"/>, on <see cref="Acceptors"/> and on
/// <c>ClusterOptions.ClusterId</c>, for ever; addresses may change.
/// </summary>
public sealed class WriteOnceNodeOptions
{
    /// <summary>How many ports a node uses: its base port and those that follow it.</summary>
    public const int PortsPerNode = 3;

    /// <summary>The name of this node, one of <see cref="Nodes"/>. Required. It becomes <c>SiloOptions.SiloName</c>.</summary>
    public string Node { get; set; } = "";

    /// <summary>
    /// The name of every node of the cluster, this one among them, and its <c>host:port</c>. At least three. A name has 1 to 64 letters, digits, '-', '_' or
    /// '.'. A host is an IP address, in brackets if it is IPv6, or a name that has one. The port is the first of three: the silo's, the gateway's for Orleans
    /// clients, and the cluster transport's.
    /// </summary>
    public IDictionary<string, string> Nodes { get; } = new Dictionary<string, string>();

    /// <summary>
    /// Where this node keeps everything: a directory on a local disk that nothing else uses. Required. It is made if it is missing. A node that loses it does
    /// not vote any more.
    /// </summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>How many nodes keep each register: 3 (one may fail) or 5 (two may fail). Default: 3.</summary>
    public int Acceptors { get; set; } = 3;

    /// <summary>
    /// The address that all three ports listen on, for example <see cref="IPAddress.Any"/> in a container. Null, the default: the node's own in
    /// <see cref="Nodes"/>. The ports have no login: keep them on a network that only nodes and their clients reach.
    /// </summary>
    public IPAddress? ListenAddress { get; set; }

    /// <summary>
    /// How many connections each of the three ports has at most, 8 to 1,000,000, so that idle callers leave descriptors to the node. More are closed at once, and
    /// the log says so. Default: 1,000.
    /// </summary>
    public int ConnectionsMax { get; set; } = 1_000;

    /// <summary>
    /// How long the silo's start waits for a majority of the nodes, and then for as many to vote, before it fails with an exception that names the nodes that are
    /// missing. Up to 1 hour each. Zero sets no bound to the first and leaves out the second, for nodes that are started one after the other. Default: 1 minute.
    /// </summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromMinutes(1);
}
