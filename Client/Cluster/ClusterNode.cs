using System.Globalization;

namespace Actors.Client.Cluster;

/// <summary>Where a node is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Host">A host name or an address.</param>
/// <param name="Port">Its base port; the gateway for clients is the one above.</param>
internal sealed record ClusterNode(string Name, string Host, int Port)
{
    public int GatewayPort => Port + 1;

    /// <summary>Reads <c>NAME=HOST:PORT</c>; null if it is none.</summary>
    public static ClusterNode? TryParse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var colon = text.LastIndexOf(':');
        if (equals < 1 || colon <= equals + 1) return null;
        return int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65534
            ? new ClusterNode(text[..equals], text[(equals + 1)..colon].Trim('[', ']'), port)
            : null;
    }

    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"{Name}=[{Host}]:{Port}" : $"{Name}={Host}:{Port}";
}
