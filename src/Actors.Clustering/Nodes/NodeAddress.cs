using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Actors.Clustering.Nodes;

/// <summary>Where a node's cluster transport listens, as the other nodes see it.</summary>
/// <param name="Host">A name or an IP address.</param>
/// <param name="Port">1 to 65,535.</param>
internal readonly record struct NodeAddress(string Host, int Port)
{
    /// <summary>The root of the node's endpoints.</summary>
    public Uri Root => new($"http://{this}/");

    /// <summary><c>host:port</c>, as <see cref="TryParse"/> reads it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':') ? $"[{Host}]" : Host)}:{Port}");

    /// <summary>Reads <c>host:port</c>; an IPv6 address is written in brackets.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out NodeAddress address)
    {
        address = default;
        var colon = text?.LastIndexOf(':') ?? -1;
        if (colon <= 0 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)) return false;
        var host = text![..colon];
        if (host is ['[', .. var inner, ']']) host = inner;
        else if (host.Contains(':')) return false;
        if (port is < 1 or > 65_535 || Uri.CheckHostName(host) == UriHostNameType.Unknown) return false;
        address = new NodeAddress(host, port);
        return true;
    }

    /// <exception cref="FormatException">Not <c>host:port</c>.</exception>
    public static NodeAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is not host:port.");
}
