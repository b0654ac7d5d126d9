using System.Net;
using Actors.Clustering.Hosting;
using Actors.Clustering.Membership;
using Actors.Clustering.Transport;
using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Paxos;
using Actors.Runtime;
using Actors.Storage.RocksDb;
using Microsoft.Extensions.Logging;

namespace Actors.Clustering.Nodes;

/// <summary>
/// A node of a cluster that keeps its own membership: a store, its acceptors, and a server for the other nodes. Starts before the silo, which
/// asks it who is in the cluster, and stops after it.
/// </summary>
public sealed partial class ClusterNode : IAsyncDisposable
{
    private static readonly RocksDbStoreOptions SmallStore = new() { BlockCacheBytes = 4 << 20, WriteBufferBytes = 4 << 20, MaxOpenFiles = 64 };

    private readonly WriteOnceClusteringOptions _options;
    private readonly Dictionary<string, NodeAddress> _addresses;
    private readonly IReadOnlyList<IBoundStore> _stores;
    private readonly ILoggerFactory _loggers;
    private readonly TimeProvider _time;
    private readonly PeerClient _peers;
    private readonly HeartbeatExchange _exchange;
    private readonly VotingGate _ownGate = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private Task? _started;
    private IRegisterStore? _store;
    private int _generation;
    private StartRecord? _start;
    private NodeServer? _server;
    private RegisterNode? _registers;
    private PatientRegisters? _identity, _membership;
    private TableVersions? _versions;
    private Gateways? _gateways;
    private volatile Meeting? _meeting;

    /// <summary>Prepares a node; nothing is opened yet.</summary>
    /// <param name="name">Its name, one of the options' nodes.</param>
    /// <param name="clusterId">The cluster's id, the same on all nodes.</param>
    /// <param name="options">Valid options.</param>
    /// <param name="stores">The other stores that it votes with. Each is bound at the node's first start with it; with another one it does not vote.</param>
    /// <param name="loggers">For the node.</param>
    /// <param name="time">The clock.</param>
    public ClusterNode(string name, string clusterId, WriteOnceClusteringOptions options, IEnumerable<IBoundStore> stores, ILoggerFactory loggers, TimeProvider time)
    {
        (Name, _options, _stores, _loggers, _time) = (name, options, [.. stores], loggers, time);
        _addresses = options.Nodes.ToDictionary(node => node.Key, node => NodeAddress.Parse(node.Value));
        Identity = ClusterIdentity.New(clusterId, options.Nodes.Keys);
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

    /// <summary>What the node knows of its further store on all nodes, kept from an orderly stop to the next start; for the acceptors of that store.</summary>
    public StoreMemory Memory { get; } = new();

    /// <summary>Why the node does not vote, with what to do; null if it does.</summary>
    public string? RefusesBecause => _registers is { } registers ? registers.RefusesBecause : Gate.ClosedBecause;

    /// <summary>Whom its start waits for; null before it has asked the others.</summary>
    internal string? WaitsBecause => _meeting?.WaitsBecause;

    /// <summary>
    /// For a silo that is to go at once, as if it crashed: from now on whatever it writes about itself is taken and forgotten. Without it, and without a
    /// majority that takes its goodbye, Orleans would try for minutes. The others find out by themselves, as after any crash.
    /// </summary>
    public void Abandon() => _versions?.Abandon();

    /// <summary>What a new cluster would be, until it is known what the node's cluster is.</summary>
    internal ClusterIdentity Identity { get; private set; }

    internal Heartbeats Heartbeats { get; }

    internal DateTimeOffset UtcNow => _time.GetUtcNow();

    /// <summary>Opens the node's own store.</summary>
    internal Func<IRegisterStore> OpenStore { get; set; }

    /// <summary>What is put between the node and its way to the others: nothing.</summary>
    internal Func<IAcceptorTransport, IAcceptorTransport> Way { get; set; } = way => way;

    internal TableVersions Versions => _versions ?? throw NotRunning();

    internal Gateways Gateways => _gateways ?? throw NotRunning();

    internal NodeRecords Records => new(Name, Store.Read);

    /// <summary>Whether the silo is stopping and has not said goodbye yet.</summary>
    internal bool IsLeaving { get; private set; }

    /// <summary>Whether the node is stopping and has not recorded yet what it knows.</summary>
    internal bool IsRecording { get; private set; }

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

    /// <summary>The silo begins to stop: until <see cref="LeaveAsync"/> is over it needs the others.</summary>
    internal void BeginLeaving() => IsLeaving = IsRecording = true;

    /// <summary>
    /// The silo has said goodbye. Keeps the node up while others still need it, and has them record what this node knows of all stores. Never throws.
    /// </summary>
    internal async Task LeaveAsync(CancellationToken cancellationToken)
    {
        IsLeaving = false;
        await new ShutdownBarrier(_peers, RecordStopAsync, () => IsRecording = false, _loggers.CreateLogger<ShutdownBarrier>(), _time).RunAsync(cancellationToken);
    }

    internal TableVersions VersionsOf(string clusterId) => clusterId == Identity.ClusterId ? Versions : new TableVersions(clusterId, _membership ?? throw NotRunning());

    /// <param name="asker">Who asks about itself, null if nobody does.</param>
    /// <param name="start">The start of the asker that it asks about.</param>
    internal NodeDescription Describe(string? asker, StartRecord? start) => new(
        Name, Identity, Store.StoreId, _registers?.Incarnation ?? 0, RefusesBecause, Records.IsBound, IsLeaving, IsRecording,
        asker is not null && start is not null && Records.KnowsOpen(asker, start), _versions?.Known.Version ?? 0, asker is null ? null : Records.BindingOf(asker)?.Ids,
        Gate.ClosedBecause is null ? _start : null, asker is null || start is null ? null : Records.StopOf(asker, start.Number - 1)?.Marks);

    internal Task BeatAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        Heartbeats.Note(silo, TimeSpan.Zero);
        return _exchange.RunAsync(cancellationToken);
    }

    /// <summary>
    /// The generation of the silo that this start of the node is: later than those of all silos before it that this node's store or, once the node runs, the
    /// table knows at this address.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be opened.</exception>
    internal int GenerationAt(IPEndPoint endpoint)
    {
        lock (_lock) OpenOnce();
        return Math.Max(_generation, checked((_versions?.Known.LatestGeneration(endpoint) ?? 0) + 1));
    }

    /// <summary>
    /// For a silo whose address was made before this node knew the table. Orleans would end it, again at each start, if the table has a later silo at its
    /// address: the store was lost, and the clock was ahead before. The node closes instead, and its next start makes a later silo.
    /// </summary>
    /// <exception cref="ClusteringException">The table has a later silo.</exception>
    internal async Task RequireLatestAsync(SiloAddress silo)
    {
        if (Versions.Known.LatestGeneration(silo.Endpoint) is not { } latest || latest < silo.Generation) return;
        await CloseAsync();
        using (var store = OpenStore()) NodeRecords.RaiseGeneration(store, Name, latest);
        throw new ClusteringException(
            $"The table has a later silo at {silo.Endpoint} than {silo} of node '{Name}', whose store does not know of it: the store was lost, and the clock was ahead. "
            + "The store knows of it now. Start the process again.");
    }

    private IRegisterStore Store => _store ?? throw NotRunning();

    private PatientRegisters Through(NodeProposer proposer) => new(Registers, proposer, _options.OperationTimeout, _time);

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, cancellationToken);
        try
        {
            var logger = _loggers.CreateLogger<ClusterNode>();
            await OpenAsync(logger, either.Token);
            var stores = new StoreIds(_stores.ToDictionary(store => store.Name, store => store.Open()).Append(new(StoreIds.Clustering, Registers.StoreId)).ToDictionary());
            var meeting = Meet(logger);
            var engine = new StartEngine(Name, Guid.NewGuid(), Identity, stores, Records, _ownGate);
            // Not what the acceptors say at this moment: nobody would open the gate again once their disk writes.
            var refusal = await new NodeStart(Registers, engine, meeting, _identity!, logger, _time).RunAsync(either.Token);
            _start = engine.Start;
            foreach (var store in _stores) Memory.Note(engine.Stopped.Of(store.Name));
            if (refusal is not null) Gate.Close(refusal);
            else Gate.Open();
            await LearnTableAsync(either.Token);
            await _exchange.RunAsync(either.Token);
        }
        catch
        {
            await CloseAsync();
            throw;
        }
    }

    /// <summary>What the table says of silos before this one is for <see cref="GenerationAt"/> and the heartbeats; without a quorum the silo's start will wait for it.</summary>
    private async Task LearnTableAsync(CancellationToken cancellationToken)
    {
        try
        {
            Heartbeats.Meet(await Versions.LatestAsync(cancellationToken));
        }
        catch (ClusteringException)
        {
        }
    }

    private ConnectionLimit Limit() => new(
        $"The cluster transport of node {Name}", _options.ConnectionsMax, nameof(WriteOnceClusteringOptions.ConnectionsMax), _loggers.CreateLogger<ConnectionLimit>(), _time);

    private IRegisterStore OpenOnce()
    {
        if (_store is { } open) return open;
        // Before the node's own, which is nothing without them: a node that is killed here has a store of its registers, or none at all.
        foreach (var bound in _stores) bound.Open();
        var store = OpenStore();
        try
        {
            _generation = NodeRecords.RaiseGeneration(store, Name, SiloGeneration.Of(_time.GetUtcNow()));
        }
        catch
        {
            store.Dispose();
            throw;
        }
        return _store = store;
    }

    private async Task OpenAsync(ILogger<ClusterNode> logger, CancellationToken cancellationToken)
    {
        var endpoint = new IPEndPoint(
            _options.ListenAddress ?? (await Dns.GetHostAddressesAsync(_addresses[Name].Host, cancellationToken))[0], _addresses[Name].Port);
        _ownGate.Close("It is starting.");
        IRegisterStore store;
        lock (_lock) store = OpenOnce();
        _server = new NodeServer(endpoint, new NodeEndpoints(this).HandleAsync, Limit());
        await _server.StartAsync(cancellationToken);
        Identity = await FindIdentityAsync(store, logger, cancellationToken);
        _peers.Fingerprint = Identity.Fingerprint;
        if (NodeRecords.Claim(store, Name, Identity) is { } conflict) throw new ClusteringException(conflict);
        if (Identity.HasFewAcceptors) LogFewAcceptors(logger, Name, Identity.ClusterId, Identity.Acceptors, Identity.Nodes.Count);
        var layout = Identity.ToLayout();
        var settings = new RegisterNodeSettings(
            Name, layout, Way(new HttpTransport(_peers, layout)), _options.Proposer, _options.OperationTimeout, _options.MessageTimeout, _time);
        _registers = new RegisterNode(settings, store, _loggers.CreateLogger<RegisterNode>(), _ownGate);
        // What decides whether the node votes, and who is in the cluster, waits for nothing else and shares no batch that acceptors may refuse for another's sake.
        (_identity, _membership) = (Through(_registers.AddProposer()), Through(_registers.AddProposer()));
        _versions = new TableVersions(Identity.ClusterId, _membership);
        _gateways = new Gateways(_versions, Through(_registers.Proposer), () => RefusesBecause, _time);
    }

    /// <summary>A node that does not vote records nothing: its store may be the wrong one.</summary>
    private async Task RecordStopAsync(CancellationToken cancellationToken)
    {
        if (_registers is not { RefusesBecause: null } registers || Gate.ClosedBecause is not null) return;
        // What was heard and not compared with the store yet: recorded, it would keep this node from ever voting again.
        if (await registers.HearAsync(registers.Marks) is not null) return;
        var marks = _stores.ToDictionary(store => store.Name, _ => Memory.Marks);
        marks[StoreIds.Clustering] = registers.Marks;
        var key = NodeKeys.Stop(Name, _start!.Number);
        await _identity!.ProposeAsync(key, new Proposal(ProposalId.New(), new StopRecord(marks).Encode()), cancellationToken);
    }

    /// <summary>The number of acceptors is what the cluster was set up with, which the store remembers; an unused one has to be told by the others.</summary>
    private async Task<ClusterIdentity> FindIdentityAsync(IRegisterStore store, ILogger<ClusterNode> logger, CancellationToken cancellationToken) =>
        NodeRecords.ClusterOf(store, Name) is { } own
            ? Identity.Joined([new NodeAnswer(Name, own, IsBound: false, KnowsOpen: false, Binding: null)]) ?? Identity
            : await Meet(logger).FindAsync(cancellationToken);

    private Meeting Meet(ILogger<ClusterNode> logger) => _meeting = new Meeting(Name, Identity, _peers, logger, _time);

    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _server, null) is { } server) await server.DisposeAsync();
        Interlocked.Exchange(ref _registers, null)?.Dispose();
        lock (_lock) Interlocked.Exchange(ref _store, null)?.Dispose();
    }

    private InvalidOperationException NotRunning() => new($"Node '{Name}' is not running: it has not started yet, or is stopping.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node}: cluster '{Cluster}' was set up with {Acceptors} acceptors of each membership version, and keeps them. "
        + "With {Nodes} nodes a new cluster has 5: there two nodes may fail, here one.")]
    private static partial void LogFewAcceptors(ILogger logger, string node, string cluster, int acceptors, int nodes);
}
