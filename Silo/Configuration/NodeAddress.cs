using System.Net;
using System.Net.Sockets;
using Actors.Server.Hosting;

namespace Actors.Silo.Configuration;

/// <summary>Where a node is. Its base port and the two above it are its own.</summary>
/// <param name="Name">Stable for ever: the node's store belongs to it.</param>
/// <param name="Host">An IP address or a name that has one.</param>
/// <param name="Port">The base port.</param>
internal sealed record NodeAddress(string Name, string Host, int Port)
{
    /// <summary>Where Orleans clients find it.</summary>
    public int GatewayPort => Port + 1;

    /// <summary>Its base port, as <c>host:port</c>.</summary>
    public string Address => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>All of its ports.</summary>
    public IEnumerable<int> Ports => Enumerable.Range(Port, WriteOnceNodeOptions.PortsPerNode);

    /// <exception cref="SocketException">The name has no address.</exception>
    public IPAddress Resolve() => NodePorts.Resolve(Host);

    public override string ToString() => $"{Name}={Address}";

    /// <summary>Nodes n1, n2, ... on this machine, ten ports apart.</summary>
    public static IReadOnlyList<NodeAddress> Local(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new NodeAddress($"n{i + 1}", "127.0.0.1", 7100 + 10 * i))];

    /// <summary>Reads <c>n1=host:port,n2=host:port,...</c>.</summary>
    /// <exception cref="SettingsException">It says something else, or two nodes share a port.</exception>
    public static IReadOnlyList<NodeAddress> ParseList(string text)
    {
        NodeAddress[] nodes = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(Parse)];
        foreach (var group in nodes.GroupBy(node => node.Host))
            foreach (var (lower, upper) in group.OrderBy(node => node.Port).Zip(group.OrderBy(node => node.Port).Skip(1)))
                if (upper.Port - lower.Port < WriteOnceNodeOptions.PortsPerNode)
                    throw new SettingsException($"The cluster's nodes {lower} and {upper} overlap: a node uses its port and the {WriteOnceNodeOptions.PortsPerNode - 1} above it.");
        return nodes;
    }

    private static NodeAddress Parse(string text)
    {
        var equals = text.IndexOf('=');
        var colon = text.LastIndexOf(':');
        if (equals <= 0 || colon <= equals + 1 || !int.TryParse(text.AsSpan(colon + 1), out var port))
            throw new SettingsException($"The cluster's node '{text}' is not of the form name=host:port, as in n1=127.0.0.1:7100.");
        if (port is < 1 or > ushort.MaxValue - WriteOnceNodeOptions.PortsPerNode + 1)
            throw new SettingsException($"The cluster's node '{text}' has port {port}; use 1 to {ushort.MaxValue - WriteOnceNodeOptions.PortsPerNode + 1}.");
        return new NodeAddress(text[..equals], text[(equals + 1)..colon].Trim('[', ']'), port);
    }
}
