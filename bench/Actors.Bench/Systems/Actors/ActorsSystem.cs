using System.Diagnostics;
using System.Net;
using Actors.Bench.Load;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Actors.Bench.Systems.Actors;

/// <summary>Our three nodes, a process each, and an Orleans client that is connected to all gateways.</summary>
/// <param name="silo">The path of <c>Silo.dll</c>.</param>
internal sealed class ActorsSystem(string silo) : IMeasuredSystem
{
    private const string Cluster = "actors";
    private const int Count = 3, BasePort = 7400, PortsPerNode = 10, HttpPort = 5481;

    // A gateway that was lost is tried again no sooner than this, as in the command line client.
    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    public string Name => "actors";

    public IReadOnlyCollection<Workload> Workloads { get; } = [Workload.Decide, Workload.Race, Workload.Read, Workload.Failover, Workload.Append, Workload.Append64, Workload.Execute];

    public Task<string> VersionAsync(CancellationToken cancellationToken) =>
        File.Exists(silo)
            ? Task.FromResult(FileVersionInfo.GetVersionInfo(silo).ProductVersion ?? "unknown")
            : throw new BenchException($"There is no '{silo}'. Build it: dotnet build Silo -c Release.");

    public IReadOnlyList<ServerSpec> Servers(string directory) => [.. Enumerable.Range(0, Count).Select(node => Server(directory, node))];

    public async Task<IMeasuredClient> ConnectAsync(CancellationToken cancellationToken)
    {
        using (var http = new HttpClient())
            for (var node = 0; node < Count; node++) await ReadyAsync(http, node, cancellationToken);
        var host = Build();
        try
        {
            await host.StartAsync(cancellationToken);
            var client = new ActorsClient(host);
            await client.ReadyAsync(cancellationToken);
            return client;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public Task<int> PickVictimAsync(int round, CancellationToken cancellationToken) => Task.FromResult(round % Count);

    /// <summary>Where the nodes keep their registers.</summary>
    public static IReadOnlyList<(string Node, string Path)> Stores(string directory) =>
        [.. Enumerable.Range(0, Count).Select(node => (NameOf(node), Path.Combine(directory, NameOf(node), "registers")))];

    private static int PortOf(int node) => BasePort + (node * PortsPerNode);

    private static string NameOf(int node) => $"n{node + 1}";

    private ServerSpec Server(string directory, int node)
    {
        var cluster = string.Join(',', Enumerable.Range(0, Count).Select(other => $"{NameOf(other)}=127.0.0.1:{PortOf(other)}"));
        var data = Path.Combine(directory, NameOf(node));
        string[] arguments = [silo, "--node", NameOf(node), "--cluster", cluster, "--urls", Url(node), "--data", data];
        return new ServerSpec($"actors {NameOf(node)}", data, "dotnet", arguments, [PortOf(node), PortOf(node) + 1, PortOf(node) + 2, HttpPort + node]);
    }

    private static string Url(int node) => $"http://127.0.0.1:{HttpPort + node}";

    /// <summary>A node is ready once it votes and its silo is active, and so in the list of gateways.</summary>
    private static async Task ReadyAsync(HttpClient http, int node, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync($"{Url(node)}/health/ready", cancellationToken);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
            await Task.Delay(RetryDelay, cancellationToken);
        }
    }

    private static IHost Build() =>
        new HostBuilder()
            .UseOrleansClient(client => client
                .UseWriteOnceClustering(options =>
                {
                    for (var node = 0; node < Count; node++) options.Nodes.Add($"127.0.0.1:{PortOf(node) + 2}");
                })
                .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = Cluster)
                .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = GatewayRefresh)
                .UseConnectionRetryFilter(async (_, cancellationToken) =>
                {
                    await Task.Delay(RetryDelay, cancellationToken);
                    return true;
                }))
            .ConfigureServices(services => services.AddSingleton<IHostLifetime, QuietLifetime>())
            .Build();
}
