using System.Globalization;
using Actors.Server.Hosting;

namespace Actors.Silo.Configuration;

/// <summary>
/// How many connections others may have to this process. It keeps <see cref="Kept"/> descriptors for itself; by default half of the others are for HTTP, and a
/// quarter for the ports of its nodes.
/// </summary>
/// <param name="Http">To HTTP, WebSockets among them.</param>
/// <param name="Port">To each of the three ports of each node.</param>
/// <param name="Idle">For how long an HTTP connection may ask for nothing.</param>
internal sealed record ConnectionSettings(int Http, int Port, TimeSpan Idle)
{
    public const string HttpKey = "Actors:HttpConnections", PortKey = "Actors:PortConnections", IdleKey = "Actors:HttpIdle";
    public const int Least = 8, Most = 1_000_000, HttpDefaultMost = 10_000, PortDefaultMost = 1_000, IdleDefault = 130, IdleMost = 86_400;

    /// <param name="configuration">What was set.</param>
    /// <param name="nodes">How many nodes the process runs.</param>
    /// <param name="descriptors">See <see cref="Descriptors.Limit"/>.</param>
    /// <exception cref="SettingsException">A setting makes no sense; the message names it.</exception>
    public static ConnectionSettings From(IConfiguration configuration, int nodes, int descriptors)
    {
        var others = Math.Max(0, descriptors - Kept(nodes));
        return new ConnectionSettings(
            Number("--http-connections", configuration[HttpKey], Most, Math.Clamp(others / 2, Least, HttpDefaultMost)),
            Number("--port-connections", configuration[PortKey], Most, Math.Clamp(others / 4 / (WriteOnceNodeOptions.PortsPerNode * nodes), Least, PortDefaultMost)),
            TimeSpan.FromSeconds(Number("--http-idle", configuration[IdleKey], IdleMost, IdleDefault)));
    }

    /// <summary>Descriptors for the runtime and its files (some 350), and for the stores, listeners and own connections of nodes (some 35 each while stores are small).</summary>
    public static int Kept(int nodes) => 384 + 128 * nodes;

    private static int Number(string option, string? text, int most, int otherwise) =>
        text is null ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= Least && number <= most ? number
        : throw new SettingsException($"{option} must be a number from {Least} to {most}; it is '{text}'.");
}
