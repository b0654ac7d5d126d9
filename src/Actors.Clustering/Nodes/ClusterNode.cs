using System.Net;
using Actors.Clustering.Hosting;
using Actors.Clustering.Membership;
using Actors.Clustering.Transport;
using Actors.Engine;
using Actors.Engine.Identity;
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
    private readonly VotingGate _ownGate = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private Task? _started;
    private StartRecord? _start;
    private NodeServer? _server;
    private RegisterNode? _registers;
    private PatientRegisters? _identity, _membership;
    private TableVersions? _versions;
    private Gateways? _gateways;

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
        _peers = new PeerClient(name, Identity, _addresses, options.ConnectTimeout, options.MessageTimeout, time);
        Heartbeats = new Heartbeats(time);
        _exchange = new HeartbeatExchange(_peers, Heartbeats, options.MessageTimeout, time);
        OpenStore = () => RocksDbRegisterStore.Open(options.DataDirectory, name, SmallStore);
        Gate.Close($"Node '{name}' has not shown yet that its stores are its own.");
    }

    /// <summary>The node's name.</summary>
    public string Name { get; }

    /// <summary>Its registers, those of the membership among them.</summary>
    /// <exception cref="InvalidOperationException">It has not started, or has stopped.</exception>
    public RegisterNode Registers => _registers ?? throw NotRunning();

    /// <summary>For the acceptors of the node's other stores: open once the node has shown that all its stores are those it voted with.</summary>
    public VotingGate Gate { get; } = new();

    /// <summary>Why the node does not vote, with what to do; null if it does.</summary>
    public string? RefusesBecause => _registers is { } registers ? registers.RefusesBecause : Gate.ClosedBecause;

    /// <summary>
    /// For a silo that is to go at once, as if it crashed: from now on whatever it writes about itself is taken and forgotten. Without it, and without a
    /// majority that takes its goodbye, Orleans would try for minutes. The others find out by themselves, as after any crash.
    /// </summary>
    public void Abandon() => _versions?.Abandon();

    internal ClusterIdentity Identity { get; }

    internal Heartbeats Heartbeats { get; }

    /// <summary>Opens the node's own store.</summary>
    internal Func<IRegisterStore> OpenStore { get; set; }

    internal TableVersions Versions => _versions ?? throw NotRunning();

    internal Gateways Gateways => _gateways ?? throw NotRunning();

    internal NodeRecords Records => new(Name, Registers.Inspect);

    /// <summary>Whether the silo is stopping and has not said goodbye yet.</summary>
    internal bool IsLeaving { get; set; }

    /// <summary>
    /// Starts the node once, however often it is called. Completes when a majority answers and it is clear whether this node may vote:
    /// see <see cref="RefusesBecause"/>.
    /// </summary>
    /// <exception cref="StoreException">Its store cannot be opened.</exception>
    /// <exception cref="IOException">Its port is in use.</exception>
    /// <exception cref="ClusteringException">It is configured for another cluster than its store or the other nodes.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_lock) return _started ??= RunAsync(cancellationToken);
    }

    /// <summary>How all nodes of the cluster are, in the order of their names. Takes no longer than a message may.</summary>
    public async Task<IReadOnlyList<NodeStatus>> StatusAsync(CancellationToken cancellationToken)
    {
        var answers = await _peers.DescribeAsync(null, cancellationToken);
        return [.. Identity.Nodes.Select(node => node == Name ? Describe(null, null).ToStatus(Identity)
            : answers.FirstOrDefault(answer => answer.Node == node)?.ToStatus(Identity)
            ?? new NodeStatus(node, Answers: false, "It does not answer.", null, null, null))];
    }

    /// <summary>Stops: says goodbye to nobody, for a node may be gone at any time.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_started is { } started) await started.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await CloseAsync();
        _peers.Dispose();
    }

    internal Task LingerAsync(CancellationToken cancellationToken) => new Farewell(_peers, _time).LingerAsync(cancellationToken);

    internal TableVersions VersionsOf(string clusterId) => clusterId == Identity.ClusterId ? Versions : new TableVersions(clusterId, _membership ?? throw NotRunning());

    /// <param name="asker">Who asks about itself, null if nobody does.</param>
    /// <param name="start">The start of the asker that it asks about.</param>
    internal NodeDescription Describe(string? asker, StartRecord? start) => new(
        Name, Identity, Registers.StoreId, Registers.Incarnation, RefusesBecause, Records.IsBound, IsLeaving,
        asker is not null && start is not null && Records.KnowsAnother(asker, start), Versions.Known.Version, asker is null ? null : Records.BindingOf(asker)?.Ids);

    internal Task BeatAsync(SiloAddress silo, DateTime alive, CancellationToken cancellationToken)
    {
        Heartbeats.Note(silo, alive);
        return _exchange.RunAsync(cancellationToken);
    }

    private PatientRegisters Through(NodeProposer proposer) => new(Registers, proposer, _options.OperationTimeout, _time);

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, cancellationToken);
        try
        {
            await OpenAsync(either.Token);
            var logger = _loggers.CreateLogger<ClusterNode>();
            var stores = new StoreIds(new Dictionary<string, Guid>(_options.Stores) { [StoreIds.Clustering] = Registers.StoreId });
            var meeting = new Meeting(Name, Identity, _peers, logger, _time);
            var engine = new StartEngine(Name, _start!, Identity, stores, Records, _ownGate);
            // Not what the acceptors say at this moment: nobody would open the gate again once their disk writes.
            if (await new NodeStart(Registers, engine, meeting, _identity!, logger, _time).RunAsync(either.Token) is { } reason) Gate.Close(reason);
            else Gate.Open();
            await _exchange.RunAsync(either.Token);
        }
        catch
        {
            await CloseAsync();
            throw;
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var settings = new RegisterNodeSettings(
            Name, _layout, new HttpTransport(_peers, _layout), _options.Proposer, _options.OperationTimeout, _options.MessageTimeout, _time);
        var endpoint = new IPEndPoint(
            _options.ListenAddress ?? (await Dns.GetHostAddressesAsync(_addresses[Name].Host, cancellationToken))[0], _addresses[Name].Port);
        _ownGate.Close("It is starting.");
        var store = OpenStore();
        try
        {
            if (NodeRecords.Claim(store, Name, Identity) is { } conflict) throw new ClusteringException(conflict);
            _start = NodeRecords.BeginStart(store, Name, Guid.NewGuid());
            _registers = new RegisterNode(settings, store, _loggers.CreateLogger<RegisterNode>(), _ownGate);
        }
        catch
        {
            store.Dispose();
            throw;
        }
        // What decides whether the node votes, and who is in the cluster, waits for nothing else and shares no batch that acceptors may refuse for another's sake.
        (_identity, _membership) = (Through(_registers.AddProposer()), Through(_registers.AddProposer()));
        _versions = new TableVersions(Identity.ClusterId, _membership);
        _gateways = new Gateways(_versions, Through(_registers.Proposer), () => RefusesBecause, _time);
        _server = new NodeServer(endpoint, new NodeEndpoints(this).HandleAsync, _loggers);
        await _server.StartAsync(cancellationToken);
    }

    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _server, null) is { } server) await server.DisposeAsync();
        Interlocked.Exchange(ref _registers, null)?.Dispose();
    }

    private InvalidOperationException NotRunning() => new($"Node '{Name}' is not running: it has not started yet, or is stopping.");
}
