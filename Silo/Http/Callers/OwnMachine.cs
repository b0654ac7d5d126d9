using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Actors.Silo.Http.Callers;

/// <summary>Whether what has no login may be served: the switches and the dashboard.</summary>
/// <remarks>Judged by where the server listens, whichever setting has said so. As long as it listens nowhere, nothing is served.</remarks>
internal sealed class OwnMachine(IServer server, IHostEnvironment environment)
{
    /// <summary>Why it may not; null if only this machine reaches HTTP, or if this is a developer's environment.</summary>
    public string? Refusal =>
        environment.IsDevelopment() || (Bound.Count > 0 && Bound.All(IsLoopback)) ? null
        : $"it has no login, and HTTP listens where other machines reach it ({string.Join(", ", Bound.Where(address => !IsLoopback(address)))})";

    private ICollection<string> Bound => server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    private static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address).Host;
        return host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }
}
