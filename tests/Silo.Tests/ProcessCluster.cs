using System.Globalization;

namespace Actors.Silo.Tests;

/// <summary>Three processes, a node each.</summary>
public sealed class ProcessCluster : IAsyncLifetime
{
    private readonly TempDirectory _data = new();
    private readonly string _addresses = FreePorts.Cluster(3);
    private readonly Dictionary<string, SiloProcess> _running = [];

    public static readonly IReadOnlyList<string> Nodes = ["n1", "n2", "n3"];

    /// <summary>What further nodes are started with, each as NAME=VALUE.</summary>
    public IReadOnlyList<string> Environment { get; set; } = [];

    internal SiloProcess this[string node] => _running[node];

    /// <summary>A cluster for one test.</summary>
    public static async Task<ProcessCluster> StartAsync()
    {
        var cluster = new ProcessCluster();
        await cluster.InitializeAsync();
        return cluster;
    }

    public async ValueTask InitializeAsync() => await WholeAsync();

    /// <summary>The cluster, once all nodes run and vote, whatever the test before did to them.</summary>
    public async Task<ProcessCluster> WholeAsync()
    {
        var missing = Nodes.Where(node => !_running.TryGetValue(node, out var process) || process.HasExited).ToList();
        foreach (var node in missing.Where(_running.ContainsKey)) await KillAsync(node);
        await Task.WhenAll(missing.Select(StartAsync));
        foreach (var node in Nodes) await this[node].Client.VotesAsync();
        return this;
    }

    /// <summary>Where a node's cluster transport listens.</summary>
    public Uri TransportOf(string node)
    {
        var address = _addresses.Split(',').Single(each => each.StartsWith($"{node}=", StringComparison.Ordinal))[(node.Length + 1)..];
        var colon = address.LastIndexOf(':');
        return new UriBuilder("http", address[..colon], int.Parse(address[(colon + 1)..], CultureInfo.InvariantCulture) + 2).Uri;
    }

    public string DataOf(string node) => Path.Combine(_data.Path, node);

    /// <summary>Starts a node that is not running, and returns when it serves.</summary>
    public async Task StartAsync(string node)
    {
        var process = await SiloProcess.StartWithAsync(Environment, DataOf(node), _addresses, "--node", node);
        lock (_running) _running[node] = process;
    }

    /// <summary>Stops a node in an orderly way.</summary>
    public async Task StopAsync(string node)
    {
        await _running[node].StopAsync();
        await KillAsync(node);
    }

    public async Task KillAsync(string node)
    {
        await _running[node].DisposeAsync();
        _running.Remove(node);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running.Values) await process.DisposeAsync();
        _data.Dispose();
    }
}
