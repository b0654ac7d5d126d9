using Actors.Clustering.Hosting;
using Actors.Clustering.Membership;
using Actors.Clustering.Nodes;
using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Runtime;
using Microsoft.Extensions.Logging;

namespace Actors.Clustering.Tests.Cluster;

/// <summary>Nodes of one cluster on loopback in this process, each with a directory that outlives it.</summary>
internal sealed class NodeSet : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("clustering-").FullName;
    private readonly Dictionary<string, ClusterNode> _running = [];
    private readonly Dictionary<string, string> _addresses;

    public NodeSet(int nodes = 3)
    {
        Names = [.. Enumerable.Range(1, nodes).Select(number => $"n{number}")];
        _addresses = Names.ToDictionary(name => name, _ => $"127.0.0.1:{FreePorts.One()}");
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>What the nodes log that are made from now on.</summary>
    public LogCollector Log { get; set; } = new();

    /// <summary>The clock of the nodes that are made from now on.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>What is put between the nodes that are made from now on and their way to the others.</summary>
    public Func<IAcceptorTransport, IAcceptorTransport> Way { get; set; } = way => way;

    public static async Task<NodeSet> StartAsync(int nodes = 3)
    {
        var set = new NodeSet(nodes);
        await set.StartAllAsync();
        return set;
    }

    public Task StartAllAsync() => Task.WhenAll(Names.Select(name => StartAsync(name)));

    public ClusterNode this[string name] => _running[name];

    public WriteOnceMembershipTable Table(string name) => new(_running[name]);

    public NodeAddress AddressOf(string name) => NodeAddress.Parse(_addresses[name]);

    public string DirectoryOf(string name) => Path.Combine(_root, name);

    /// <summary>A node that has not started; the set does not own it.</summary>
    public ClusterNode Create(string name, Action<WriteOnceClusteringOptions>? configure = null, params IBoundStore[] stores)
    {
        var options = new WriteOnceClusteringOptions
        {
            DataDirectory = DirectoryOf(name),
            OperationTimeout = TimeSpan.FromSeconds(4),
            Proposer = { NoQuorumAfter = TimeSpan.FromMilliseconds(500) },
        };
        foreach (var (node, address) in _addresses) options.Nodes.Add(node, address);
        configure?.Invoke(options);
        return new ClusterNode(name, "test", options, stores, LoggerFactory.Create(logging => logging.AddProvider(Log)), Time) { Way = Way };
    }

    /// <param name="name">The node.</param>
    /// <param name="configure">Its options.</param>
    /// <param name="disk">What is put between the node and its store.</param>
    /// <param name="stores">What else it votes with.</param>
    public async Task StartAsync(
        string name, Action<WriteOnceClusteringOptions>? configure = null, Func<IRegisterStore, IRegisterStore>? disk = null, params IBoundStore[] stores)
    {
        var node = Create(name, configure, stores);
        if (disk is not null && node.OpenStore is var open) node.OpenStore = () => disk(open());
        lock (_running) _running.Add(name, node);
        await node.StartAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(90));
    }

    public async Task StopAsync(string name)
    {
        ClusterNode? node;
        lock (_running) _running.Remove(name, out node);
        if (node is not null) await node.DisposeAsync();
    }

    public Task StopAllAsync() => Task.WhenAll(Names.Select(StopAsync));

    public async ValueTask DisposeAsync()
    {
        await StopAllAsync();
        Directory.Delete(_root, recursive: true);
    }
}
