using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Actors.Client.Cluster;

/// <summary>Connects as an Orleans client. Whatever goes wrong is tried again until the patience ends.</summary>
internal sealed class OrleansConnector : IConnector
{
    private const string ClusterName = "actors";
    // As the silo has it: nothing that a node answers is larger.
    private const int MessageBytesMax = 8 * 1024 * 1024;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);
    // A gateway that was lost is tried again no sooner than this; a node is back long before Orleans' own minute.
    private static readonly TimeSpan GatewayRetryDelay = TimeSpan.FromSeconds(1);

    public async Task<IConnection> ConnectAsync(IReadOnlyList<ClusterNode> nodes, Patience patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience.Connect);
        Exception? last = null;
        IHost? host = null;
        try
        {
            var gateways = await Task.WhenAll(nodes.Select(node => ResolveAsync(node, limit.Token)));
            host = Build(gateways, patience, exception => last = exception);
            await host.StartAsync(limit.Token).WaitAsync(limit.Token);
            return new OrleansConnection(host, patience);
        }
        catch (Exception exception)
        {
            (host as IDisposable)?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw Unreachable(nodes, patience, last ?? exception);
        }
    }

    private static IHost Build(IPEndPoint[] gateways, Patience patience, Action<Exception> onFailure) =>
        new HostBuilder()
            .UseOrleansClient(client => client
                .UseStaticClustering(gateways)
                .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = ClusterName)
                .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = GatewayRetryDelay)
                .Configure<ConnectionOptions>(options => options.OpenConnectionTimeout = patience.Connect)
                .Configure<ClientMessagingOptions>(options =>
                {
                    options.ResponseTimeout = patience.Call > options.ResponseTimeout ? patience.Call : options.ResponseTimeout;
                    options.MaxMessageBodySize = MessageBytesMax;
                })
                .UseConnectionRetryFilter(async (exception, cancellationToken) =>
                {
                    onFailure(exception);
                    await Task.Delay(RetryDelay, cancellationToken);
                    return true;
                }))
            .ConfigureServices(services => services.AddSingleton<IHostLifetime, QuietLifetime>())
            .Build();

    private static async Task<IPEndPoint> ResolveAsync(ClusterNode node, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(node.Host, cancellationToken);
        var address = addresses.FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0];
        return new IPEndPoint(address, node.GatewayPort);
    }

    private static UnreachableException Unreachable(IReadOnlyList<ClusterNode> nodes, Patience patience, Exception cause) =>
        new($"No node answered within {patience.Connect.TotalSeconds:0.#} s at {new ClusterAddress([.. nodes])} (gateway = port + 1). "
            + "Is the silo running? See --cluster.", cause);
}
