using System.Net;
using Actors.Clustering.Hosting;
using Actors.Clustering.Membership;
using Actors.Clustering.Transport;
using Actors.Engine;
using Actors.Runtime;
using Actors.Storage.RocksDb;
using Microsoft.Extensions.Logging;

namespace Actors.Clustering.Nodes;

/// <summary>
/// A node of a cluster that keeps its own membership: a store, its acceptors, and a server for the other nodes. Starts before the silo, which
/// asks it who is in the cluster, and stops after it.
/// </summary>
public sealed class ClusterNode : IAsyncDisposable
{
    private static readonly RocksDbStoreOptions SmallStore = new() { BlockCacheBytes = 4 << 20, WriteBufferBytes = 4 << 20, MaxOpenFiles = 64 };

    private readonly WriteOnceClusteringOptions _options;
    private readonly Dictionary<string, NodeAddress> _addresses;
    private readonly ClusterLayout _layout;
    private readonly ILoggerFactory _loggers;
    private readonly TimeProvider _time;
    private readonly PeerClient _peers;
    private readonly HeartbeatExchange _exchange;
    private readonly Lock _lock = new();
    private Task? _started;
    private NodeServer? _server;
    private RegisterNode? _registers;
    private TableVersions? _versions;

    /// <summary>Prepares a node; nothing is opened yet.</summary>
    /// <param name="name">Its name, one of the options' nodes.</param>
    /// <param name="clusterId">The cluster's id, the same on all nodes.</param>
    /// <param name="options">Valid options.</param>
    /// <param name="loggers">For the node and its server.</param>
    /// <param name="time">The clock.</param>
    public ClusterNode(string name, string clusterId, WriteOnceClusteringOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        (Name, _options, _loggers, _time) = (name, options, loggers, time);
        _addresses = options.Nodes.ToDictionary(node => node.Key, node => NodeAddress.Parse(node.Value));
        _layout = new ClusterLayout(options.Nodes.Keys, options.Acceptors);
        Identity = ClusterIdentity.Of(clusterId, _layout);
        _peers = new PeerClient(name, Identity, _addresses, options.ConnectTimeout);
        Heartbeats = new Heartbeats(time);
        _exchange = new HeartbeatExchange(_peers, Heartbeats, options.MessageTimeout, time);
    }

    /// <summary>The node's name.</summary>
    public string Name { get; }

    /// <summary>Its registers, those of the membership among them.</summary>
    /// <exception cref="InvalidOperationException">It has not started.</exception>
    public RegisterNode Registers => _registers ?? throw NotRunning();

    internal ClusterIdentity Identity { get; }

    internal Heartbeats Heartbeats { get; }

    internal TableVersions Versions => _versions ?? throw NotRunning();

    /// <summary>Starts the node once, however often it is called; completes when a majority answers.</summary>
    /// <exception cref="StoreException">Its store cannot be opened.</exception>
    /// <exception cref="IOException">Its port is in use.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_lock) return _started ??= RunAsync(cancellationToken);
    }

    /// <summary>Stops: says goodbye to nobody, for a node may be gone at any time.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _server, null) is { } server) await server.DisposeAsync();
        Interlocked.Exchange(ref _registers, null)?.Dispose();
        _peers.Dispose();
    }

    internal TableVersions VersionsOf(string clusterId) => clusterId == Identity.ClusterId ? Versions : new TableVersions(clusterId, Patient);

    internal NodeDescription Describe() =>
        new(Name, Identity, Registers.StoreId, Registers.Incarnation, Registers.RefusesBecause, Versions.Known.Version);

    internal Task BeatAsync(SiloAddress silo, DateTime alive, CancellationToken cancellationToken)
    {
        Heartbeats.Note(silo, alive);
        return _exchange.RunAsync(cancellationToken);
    }

    /// <summary>
    /// The gateways of the active silos, in the form that Orleans' clients use. Without a quorum those that this node knows: clients need some way
    /// in, and the silos go on.
    /// </summary>
    internal async Task<string[]> GatewaysAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_options.MessageTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        MemberTable table;
        try
        {
            table = await Versions.LatestAsync(either.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ClusteringException)
        {
            table = Versions.Known;
        }
        return [.. table.Rows
            .Where(row => row.Status == SiloStatus.Active && row.ProxyPort != 0)
            .Select(row => SiloAddress.New(row.Silo.Endpoint.Address, row.ProxyPort, row.Silo.Generation).ToGatewayUri().ToString())];
    }

    private PatientRegisters Patient => new(Registers, _options.OperationTimeout, _time);

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var settings = new RegisterNodeSettings(
            Name, _layout, new HttpTransport(_peers), _options.Proposer, _options.OperationTimeout, _options.MessageTimeout, _time);
        var endpoint = new IPEndPoint(await ListenAddressAsync(cancellationToken), _addresses[Name].Port);
        _registers = new RegisterNode(settings, RocksDbRegisterStore.Open(_options.DataDirectory, Name, SmallStore), _loggers.CreateLogger<RegisterNode>());
        _versions = new TableVersions(Identity.ClusterId, Patient);
        _server = new NodeServer(endpoint, new NodeEndpoints(this).HandleAsync, _loggers);
        await _server.StartAsync(cancellationToken);
        await _exchange.RunAsync(cancellationToken);
    }

    private async Task<IPAddress> ListenAddressAsync(CancellationToken cancellationToken) =>
        _options.ListenAddress
        ?? (IPAddress.TryParse(_addresses[Name].Host, out var address) ? address : (await Dns.GetHostAddressesAsync(_addresses[Name].Host, cancellationToken))[0]);

    private InvalidOperationException NotRunning() => new($"Node '{Name}' is not running: it has not started yet, or is stopping.");
}
