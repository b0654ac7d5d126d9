using System.Net;
using Actors.Clustering.Nodes;
using Actors.Storage.RocksDb;
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

    /// <summary>What else a silo is made of, before it is told of its clustering and after that. Changes what starts from then on.</summary>
    public Action<ISiloBuilder, string> Before { get; set; } = (_, _) => { };

    public Action<ISiloBuilder, string> After { get; set; } = (_, _) => { };

    public LogCollector Log { get; } = new();

    /// <summary>Where a node keeps the registers of <see cref="AddRegisters"/>.</summary>
    public string RegistersOf(string name) => Path.Combine(_root, $"{name}-registers");

    /// <summary>Makes a silo a node of all that this set has.</summary>
    public void AddRegisters(ISiloBuilder silo, string name) => silo.AddWriteOnce(
        node => RocksDbRegisterStore.Open(RegistersOf(node), node),
        options =>
        {
            options.OperationTimeout = TimeSpan.FromSeconds(4);
            options.StartTimeout = TimeSpan.Zero;
            foreach (var node in Names) options.Nodes.Add(node);
        });

    public static async Task<SiloSet> StartAsync()
    {
        var set = new SiloSet();
        await Task.WhenAll(set.Names.Select(set.StartAsync));
        return set;
    }

    public string DirectoryOf(string name) => Path.Combine(_root, name);

    public SiloAddress AddressOf(string name) => Services(name).GetRequiredService<ILocalSiloDetails>().SiloAddress;

    public IServiceProvider Services(string name) => _running[name].Services;

    public Task StartAsync(string name) => StartAsync(name, nodeFirst: false);

    /// <param name="name">The silo.</param>
    /// <param name="nodeFirst">Whether to start its node before it.</param>
    public async Task StartAsync(string name, bool nodeFirst)
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
                options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
            });
            Before(silo, name);
            silo.UseWriteOnceClustering(options =>
            {
                foreach (var (node, ports) in _ports) options.Nodes.Add(node, $"127.0.0.1:{ports[2]}");
                options.DataDirectory = DirectoryOf(name);
                options.StartTimeout = TimeSpan.Zero;
            });
            After(silo, name);
            silo.Services.AddSingleton<IFatalErrorHandler>(new FatalErrors(Log));
        }));
        lock (_running) _running.Add(name, host);
        if (nodeFirst) await host.Services.GetRequiredService<ClusterNode>().StartAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(90));
        try
        {
            await host.StartAsync().WaitAsync(TimeSpan.FromSeconds(90));
        }
        catch
        {
            lock (_running) _running.Remove(name);
            await ((IAsyncDisposable)host).DisposeAsync();
            throw;
        }
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

    /// <summary>Stops a silo without goodbye, as if its machine had lost power.</summary>
    public async Task KillAsync(string name)
    {
        IHost? host;
        lock (_running) _running.Remove(name, out host);
        host!.Services.GetRequiredService<ClusterNode>().Abandon();
        try
        {
            await host.StopAsync(new CancellationToken(canceled: true));
        }
        catch (OperationCanceledException)
        {
            // In a hurry.
        }
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Names.Select(StopAsync));
        Directory.Delete(_root, recursive: true);
    }

    private IHost Build(Action<IHostApplicationBuilder> configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(Log);
        configure(builder);
        return builder.Build();
    }

    private sealed class FatalErrors(LogCollector log) : IFatalErrorHandler
    {
        public bool IsUnexpected(Exception exception) => true;

        public void OnFatalException(object? sender, string? context, Exception? exception) =>
            log.Log(LogLevel.Critical, default, context, exception, (reason, _) => $"A silo cannot go on: {reason}");
    }

    private static void Identify(ClusterOptions options) => options.ClusterId = options.ServiceId = "silos";
}
