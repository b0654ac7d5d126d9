using System.Collections.Concurrent;
using System.Net;
using Actors.Figures;
using Actors.Grains.Hosting;
using Actors.Registers;
using Actors.Rounds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Actors.Grains.Tests.Cluster;

/// <summary>
/// Real silos on real sockets in this process, each with a disk that outlives it. Not Orleans' in-process test cluster: that one brings its
/// own directory and hides what happens when a grain has two activations.
/// </summary>
public sealed class TestCluster : IAsyncDisposable
{
    private readonly SharedMembershipTable _membership = new();
    private readonly ConcurrentDictionary<string, IHost> _running = new();
    private readonly ConcurrentDictionary<string, int> _gateways = new();
    private readonly Action<WriteOnceOptions> _configure;
    private readonly Action<ISiloBuilder> _silo;
    private readonly string _clusterId = $"test-{Guid.NewGuid():N}";
    private readonly int _acceptors;

    private TestCluster(int nodes, int acceptors, Action<WriteOnceOptions>? configure, Action<ISiloBuilder>? silo)
    {
        Nodes = [.. Enumerable.Range(1, nodes).Select(number => $"n{number}")];
        Disks = Nodes.ToDictionary(node => node, _ => new Disk());
        (_acceptors, _configure, _silo) = (acceptors, configure ?? (_ => { }), silo ?? (_ => { }));
    }

    public IReadOnlyList<string> Nodes { get; }

    public IReadOnlyDictionary<string, Disk> Disks { get; }

    /// <summary>A cluster of which no node runs yet.</summary>
    public static TestCluster Prepare(int nodes = 3, int acceptors = 3, Action<WriteOnceOptions>? configure = null, Action<ISiloBuilder>? silo = null) =>
        new(nodes, acceptors, configure, silo);

    public static async Task<TestCluster> StartAsync(
        int nodes = 3, int acceptors = 3, Action<WriteOnceOptions>? configure = null, Action<ISiloBuilder>? silo = null)
    {
        var cluster = Prepare(nodes, acceptors, configure, silo);
        await Task.WhenAll(cluster.Nodes.Select(cluster.StartAsync));
        // Every node votes once it has heard from the others.
        while ((await cluster.Registers(cluster.Nodes[0]).NodesAsync()).Any(node => node.Problem is not null)) await Task.Yield();
        return cluster;
    }

    public IRegisters Registers(string node) => _running[node].Services.GetRequiredService<IRegisters>();

    public IRoundWatch Rounds(string node) => _running[node].Services.GetRequiredService<IRoundWatch>();

    public IClusterFigures Figures(string node) => _running[node].Services.GetRequiredService<IClusterFigures>();

    public IServiceProvider Services(string node) => _running[node].Services;

    public HealthCheckService Health(string node) => _running[node].Services.GetRequiredService<HealthCheckService>();

    public IGrainFactory Grains(string node) => _running[node].Services.GetRequiredService<IGrainFactory>();

    public async Task StartAsync(string node)
    {
        var (silo, gateway) = (FreePorts.One(), FreePorts.One());
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(orleans =>
        {
            orleans.Configure<SiloOptions>(options => options.SiloName = node);
            orleans.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = _clusterId);
            orleans.ConfigureEndpoints(IPAddress.Loopback, silo, gateway);
            orleans.Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromMilliseconds(500);
                options.TableRefreshTimeout = TimeSpan.FromSeconds(1);
            });
            orleans.Services.AddSingleton<IMembershipTable>(_membership);
            orleans.AddWriteOnce(name => Disks[name].Open(), options =>
            {
                foreach (var name in Nodes) options.Nodes.Add(name);
                options.Acceptors = _acceptors;
                options.StartTimeout = TimeSpan.Zero;
                _configure(options);
            });
            _silo(orleans);
        });
        var host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            throw;
        }
        _running[node] = host;
        _gateways[node] = gateway;
    }

    /// <summary>An Orleans client of the nodes that run now.</summary>
    public async Task<IHost> ConnectAsync()
    {
        var gateways = _running.Keys.Select(node => new IPEndPoint(IPAddress.Loopback, _gateways[node])).ToArray();
        var host = new HostBuilder().UseOrleansClient(client => client
            .UseStaticClustering(gateways)
            .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = _clusterId)).Build();
        await host.StartAsync();
        return host;
    }

    /// <summary>Stops a node; with <paramref name="abruptly"/> it says no goodbye to the others.</summary>
    public async Task StopAsync(string node, bool abruptly = false)
    {
        if (!_running.TryRemove(node, out var host)) return;
        using var patience = new CancellationTokenSource();
        if (abruptly) await patience.CancelAsync();
        try
        {
            await host.StopAsync(patience.Token);
        }
        catch (OperationCanceledException) when (abruptly)
        {
        }
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(Nodes.Select(node => StopAsync(node, abruptly: true)));
}
