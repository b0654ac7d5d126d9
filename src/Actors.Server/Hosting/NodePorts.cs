using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Actors.Clustering.Nodes;

namespace Actors.Server.Hosting;

/// <summary>Where a node listens: on its base port and the two that follow it.</summary>
/// <param name="Base">The host and the base port, which is the silo's.</param>
internal readonly record struct NodePorts(NodeAddress Base)
{
    /// <summary>Where other silos find it.</summary>
    public int Silo => Base.Port;

    /// <summary>Where Orleans clients find it.</summary>
    public int Gateway => Base.Port + 1;

    /// <summary>Where the nodes talk about the cluster itself, as <c>host:port</c>.</summary>
    public string Transport => (Base with { Port = Base.Port + 2 }).ToString();

    /// <exception cref="SocketException">The host has no address.</exception>
    public IPAddress Resolve() => Resolve(Base.Host);

    /// <summary>The address of a host, of IPv4 if it has one.</summary>
    /// <exception cref="SocketException">The host has no address.</exception>
    public static IPAddress Resolve(string host) =>
        IPAddress.TryParse(host, out var address) ? address
        : Dns.GetHostAddresses(host).OrderBy(found => found.AddressFamily != AddressFamily.InterNetwork).First();

    /// <summary>Reads <c>host:port</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out NodePorts ports)
    {
        ports = default;
        if (!NodeAddress.TryParse(text, out var address) || address.Port > PortMax) return false;
        ports = new NodePorts(address);
        return true;
    }

    /// <exception cref="FormatException">Not <c>host:port</c>.</exception>
    public static NodePorts Parse(string text) => TryParse(text, out var ports) ? ports : throw new FormatException(NotPorts(text));

    /// <summary>What is wrong with the addresses of nodes; null if nothing is.</summary>
    public static string? Problem(IEnumerable<KeyValuePair<string, string>> nodes)
    {
        List<(string Name, NodePorts Ports)> known = [];
        foreach (var (name, address) in nodes)
        {
            if (!TryParse(address, out var ports)) return $"{NotPorts(address)} It is the address of node '{name}'.";
            if (known.Find(other => other.Ports.Overlaps(ports)) is { Name: { } other })
                return $"'{other}' and '{name}' share a port: a node uses its port and the {WriteOnceNodeOptions.PortsPerNode - 1} above it.";
            known.Add((name, ports));
        }
        return null;
    }

    private static int PortMax => ushort.MaxValue - WriteOnceNodeOptions.PortsPerNode + 1;

    private bool Overlaps(NodePorts other) =>
        string.Equals(Base.Host, other.Base.Host, StringComparison.OrdinalIgnoreCase) && Math.Abs(Base.Port - other.Base.Port) < WriteOnceNodeOptions.PortsPerNode;

    private static string NotPorts(string text) => $"'{text}' is not host:port with a port of 1 to {PortMax}.";
}
