using System.Globalization;
using System.Net;
using Actors.Demo;
using Actors.Engine;
using Actors.Log.Machines;

namespace Actors.Silo.Configuration;

/// <summary>What may be set: on the command line, in the environment or in appsettings.json, in this order.</summary>
/// <param name="Data">The directory that holds the nodes' stores.</param>
/// <param name="Urls">Where HTTP is served.</param>
/// <param name="Acceptors">How many nodes keep each register.</param>
/// <param name="Nodes">All nodes of the cluster.</param>
/// <param name="Node">The node that this process is; null if it is all of them.</param>
/// <param name="Listen">The address to listen on for other nodes; null for each node's own.</param>
/// <param name="Connections">How many connections others may have to it.</param>
/// <param name="AllowedHosts">The names of this server, besides localhost and all IP addresses.</param>
/// <param name="Users">Who is on the list of users at first.</param>
/// <param name="MapQuota">What <c>/kv</c> may hold.</param>
/// <param name="LockQuota">What <c>/locks</c> may hold.</param>
internal sealed record SiloSettings(
    string Data,
    IReadOnlyList<string> Urls,
    int Acceptors,
    IReadOnlyList<NodeAddress> Nodes,
    string? Node,
    IPAddress? Listen,
    ConnectionSettings Connections,
    IReadOnlyList<string> AllowedHosts,
    IReadOnlyList<string> Users,
    MachineQuota MapQuota,
    MachineQuota LockQuota)
{
    public const string
        DataKey = "Actors:Data", AcceptorsKey = "Actors:Acceptors", ClusterKey = "Actors:Cluster", NodeKey = "Actors:Node", ListenKey = "Actors:Listen",
        UrlsKey = "Urls", AllowedHostsKey = "AllowedHosts", UsersKey = "Users", MapQuotaKey = "Quotas:Map", LockQuotaKey = "Quotas:Locks";

    public const string DefaultData = "./data", DefaultUrls = "http://127.0.0.1:5080", DefaultAcceptors = "3", AnyHost = "*";

    private static readonly string[] PortKeys = ["HTTP_PORTS", "HTTPS_PORTS"];

    /// <exception cref="SettingsException">A setting makes no sense; the message names it.</exception>
    public static SiloSettings From(IConfiguration configuration)
    {
        var acceptors = Acceptance(configuration[AcceptorsKey] ?? DefaultAcceptors);
        var nodes = configuration[ClusterKey] is { } cluster ? NodeAddress.ParseList(cluster) : NodeAddress.Local(acceptors);
        var settings = new SiloSettings(
            configuration[DataKey] ?? DefaultData,
            Several(UrlsOf(configuration)),
            acceptors, nodes, configuration[NodeKey], Address(configuration[ListenKey]),
            ConnectionSettings.From(configuration, configuration[NodeKey] is null ? nodes.Count : 1, Descriptors.Limit()),
            Several(configuration[AllowedHostsKey] ?? ""), configuration.GetSection(UsersKey).Get<string[]>() ?? [],
            Quota(configuration, MapQuotaKey), Quota(configuration, LockQuotaKey));
        settings.Validate();
        return settings;
    }

    /// <summary>The nodes of this process.</summary>
    public IEnumerable<NodeAddress> LocalNodes => Node is null ? Nodes : Nodes.Where(node => node.Name == Node);

    /// <summary>Where a node of this process keeps its stores: a process of one node has the data directory for it alone.</summary>
    public string DataOf(string node) => Node is null ? Path.Combine(Data, node) : Data;

    private static string[] Several(string text) => text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool IsHost(string text) =>
        text == AnyHost || Uri.CheckHostName(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;

    /// <summary>ASP.NET Core would serve ports without addresses on all addresses; what they say counts only where nothing says more.</summary>
    private static string UrlsOf(IConfiguration configuration) =>
        configuration[UrlsKey] is { } urls ? urls
        : PortKeys.FirstOrDefault(key => !string.IsNullOrWhiteSpace(configuration[key])) is not { } ports ? DefaultUrls
        : throw new SettingsException(
            $"{ports}={configuration[ports]} names ports without an address, so they would be served on all addresses. Write --urls "
            + $"{(ports == "HTTPS_PORTS" ? "https" : "http")}://0.0.0.0:{configuration[ports]!.Split(';')[0]} if you mean that, or the IP address.");

    private static int Acceptance(string text) =>
        text is "3" or "5" ? text[0] - '0' : throw new SettingsException($"--acceptors must be 3 or 5; it is '{text}'.");

    private static IPAddress? Address(string? text) =>
        text is null ? null
        : IPAddress.TryParse(text, out var address) ? address
        : throw new SettingsException($"--listen must be an IP address, as in 0.0.0.0; it is '{text}'.");

    private static MachineQuota Quota(IConfiguration configuration, string key)
    {
        var quota = new MachineQuota(
            Number(configuration, $"{key}:{nameof(MachineQuota.Bytes)}", MachineQuota.BytesDefault, long.MaxValue),
            (int)Number(configuration, $"{key}:{nameof(MachineQuota.Keys)}", MachineQuota.KeysDefault, int.MaxValue));
        return quota.Problem() is { } problem ? throw new SettingsException($"The setting {key}: {problem}") : quota;
    }

    private static long Number(IConfiguration configuration, string key, long absent, long max) =>
        configuration[key] is not { } text ? absent
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= max ? number
        : throw new SettingsException($"The setting {key} must be a number of at most {max}; it is '{text}'.");

    private void Validate()
    {
        if (Node is not null && !LocalNodes.Any())
            throw new SettingsException($"--node: '{Node}' is none of the cluster's nodes, {string.Join(", ", Nodes.Select(node => node.Name))}.");
        if (string.IsNullOrWhiteSpace(Data)) throw new SettingsException("--data must name a directory; it is empty.");
        if (Urls.Count == 0) throw new SettingsException($"--urls must name at least one address, as in {DefaultUrls}.");
        if (Urls.Select(HttpAddress.ProblemOf).FirstOrDefault(problem => problem is not null) is { } wrong) throw new SettingsException($"--urls: {wrong}");
        if (AllowedHosts.FirstOrDefault(host => !IsHost(host)) is { } foreign)
            throw new SettingsException($"--allowed-hosts: '{foreign}' is no host name, as in actors.example.com or *.example.com; put ';' between several, and no port.");
        if (UserList.ProblemOfFounders(Users) is { } problem) throw new SettingsException($"The setting {UsersKey}: {problem}");
        try
        {
            _ = new ClusterLayout(Nodes.Select(node => node.Name), Acceptors);
        }
        catch (ArgumentException exception)
        {
            throw new SettingsException($"--cluster: {exception.Message}");
        }
    }
}
