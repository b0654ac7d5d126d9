namespace Actors.Silo.Configuration;

/// <summary>Where HTTP is served: an IP address or localhost, and a port.</summary>
internal static class HttpAddress
{
    /// <summary>Whether it is served over TLS.</summary>
    public static bool IsHttps(string url) => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with an address, null if nothing is.</summary>
    /// <remarks>
    /// Kestrel listens on all addresses for every host that is neither an IP address nor localhost. That is refused, for it is more than is said, and what
    /// only this machine may see would be served to others.
    /// </remarks>
    public static string? ProblemOf(string url)
    {
        var read = url.Replace("://+", "://0.0.0.0", StringComparison.Ordinal).Replace("://*", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(read, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.PathAndQuery + uri.Fragment + uri.UserInfo != "/")
            return $"'{url}' is no address to serve, as in {SiloSettings.DefaultUrls}; put ';' between several.";
        // To Uri, "loopback" is localhost too; Kestrel listens on all addresses for it.
        var isLocalhost = uri.Host == "localhost" && url.Contains("://localhost", StringComparison.OrdinalIgnoreCase);
        return read == url && (uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || isLocalhost) ? null
            : $"'{url}' names no address of its own, so it would be served on all of them. Write --urls {uri.Scheme}://0.0.0.0:{uri.Port} if you mean that, or the IP address.";
    }
}
