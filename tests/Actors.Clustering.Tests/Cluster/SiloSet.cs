using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Actors.Clustering.Tests.Cluster;

/// <summary>Real silos and a client in this process, which find each other through the nodes alone.</summary>
internal sealed class SiloSet : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("silos-").FullName;
    private readonly Dictionary<string, IHost> _running = [];
    private readonly Dictionary<string, int[]> _ports;

    public SiloSet(int silos = 3)
    {
        Names = [.. Enumerable.Range(1, silos).Select(number => $"n{number}")];
        _ports = Names.ToDictionary(name => name, _ => new[] { FreePorts.One(), FreePorts.One(), FreePorts.One() });
    }

    public IReadOnlyList<string> Names { get; }

    public static async Task<SiloSet> StartAsync()
    {
        var set = new SiloSet();
        await Task.WhenAll(set.Names.Select(set.StartAsync));
        return set;
    }

    public IServiceProvider Services(string name) => _running[name].Services;

    public async Task StartAsync(string name)
    {
        var host = Build(builder => builder.UseOrleans(silo =>
        {
            silo.Configure<SiloOptions>(options => options.SiloName = name);
            silo.Configure<ClusterOptions>(Identify);
            silo.ConfigureEndpoints(IPAddress.Loopback, _ports[name][0], _ports[name][1]);
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromMilliseconds(500);
                options.TableRefreshTimeout = TimeSpan.FromSeconds(1);
            });
            silo.UseWriteOnceClustering(options =>
            {
                foreach (var (node, ports) in _ports) options.Nodes.Add(node, $"127.0.0.1:{ports[2]}");
                options.DataDirectory = Path.Combine(_root, name);
            });
        }));
        await host.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));
        lock (_running) _running.Add(name, host);
    }

    public async Task<IHost> StartClientAsync()
    {
        var host = Build(builder => builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(Identify);
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
            client.UseWriteOnceClustering(options =>
            {
                foreach (var ports in _ports.Values) options.Nodes.Add($"127.0.0.1:{ports[2]}");
            });
        }));
        await host.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return host;
    }

    public async Task StopAsync(string name)
    {
        IHost? host;
        lock (_running) _running.Remove(name, out host);
        if (host is null) return;
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Names.Select(StopAsync));
        Directory.Delete(_root, recursive: true);
    }

    private static IHost Build(Action<IHostApplicationBuilder> configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        configure(builder);
        return builder.Build();
    }

    private static void Identify(ClusterOptions options) => options.ClusterId = options.ServiceId = "silos";
}
