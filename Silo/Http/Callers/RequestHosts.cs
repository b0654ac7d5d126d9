using Actors.Silo.Configuration;
using Actors.Silo.Http.Problems;
using Microsoft.Extensions.Primitives;

namespace Actors.Silo.Http.Callers;

/// <summary>
/// Serves a request only under a name that is this server's. The owner of any other name can point it here, and a browser then takes the pages of that
/// owner for ours (DNS rebinding). An IP address cannot be pointed elsewhere, so all of them are served.
/// </summary>
/// <remarks>The framework's own filter says no more than 400, as HTML.</remarks>
internal sealed class RequestHosts(SiloSettings settings)
{
    private readonly bool _servesAny = settings.AllowedHosts.Contains(SiloSettings.AnyHost);
    private readonly StringSegment[] _names = [.. settings.AllowedHosts.Select(name => new StringSegment(name))];

    /// <exception cref="ProblemException">The host is malformed, or the name of another server.</exception>
    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host;
        // RFC 9112, section 3.3: such a request is meant for the address at which it arrived.
        if (!host.HasValue) context.Request.Host = Arrived(context.Connection);
        else if (!Uri.TryCreate($"http://{host.Value}/", UriKind.Absolute, out var read) || read is not { PathAndQuery: "/", UserInfo: "" })
            throw new ProblemException(
                StatusCodes.Status400BadRequest, ProblemTypes.MalformedRequest, "The header Host is malformed", $"'{host.Value}' is no name or address, with or without a port.");
        else if (!IsServed(read, host.Host))
            throw new ProblemException(
                StatusCodes.Status421MisdirectedRequest, ProblemTypes.ForeignHost, "This is another server",
                $"'{host.Host}' is no name of this server. Use its IP address, or start it with --allowed-hosts {host.Host} if the name is its own.");
        return next(context);
    }

    private bool IsServed(Uri read, string host) =>
        _servesAny || read.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || HostString.MatchesAny(host, _names);

    private static HostString Arrived(ConnectionInfo connection) =>
        connection.LocalIpAddress is { } address ? new HostString(address.ToString(), connection.LocalPort) : new HostString("localhost");
}
