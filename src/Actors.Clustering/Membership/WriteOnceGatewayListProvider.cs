using Actors.Clustering.Hosting;
using Actors.Clustering.Nodes;
using Actors.Clustering.Transport;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;

namespace Actors.Clustering.Membership;

/// <summary>Asks any node of the cluster which silos a client may connect to.</summary>
internal sealed class WriteOnceGatewayListProvider : IGatewayListProvider, IDisposable
{
    private readonly NodeAddress[] _nodes;
    private readonly TimeSpan _timeout;
    private readonly string _path;
    private readonly NodeClient _client;
    private int _next = Random.Shared.Next(1 << 20);

    public WriteOnceGatewayListProvider(
        IOptions<WriteOnceGatewayOptions> options, IOptions<GatewayOptions> gateways, IOptions<ClusterOptions> cluster)
    {
        _nodes = [.. options.Value.Nodes.Select(NodeAddress.Parse)];
        _timeout = options.Value.Timeout;
        _path = $"{Wire.Gateways}?cluster={Uri.EscapeDataString(cluster.Value.ClusterId)}";
        _client = new NodeClient(_timeout);
        MaxStaleness = gateways.Value.GatewayListRefreshPeriod;
    }

    public TimeSpan MaxStaleness { get; }

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public Task<IList<Uri>> GetGateways() => GetGatewaysAsync(CancellationToken.None);

    /// <exception cref="ClusteringException">No node answered; the message has what each of them said.</exception>
    public async Task<IList<Uri>> GetGatewaysAsync(CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        for (var i = 0; i < _nodes.Length; i++)
        {
            // Go on from the node that answered last; from the next one once it does not.
            var node = _nodes[_next % _nodes.Length];
            try
            {
                using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                deadline.CancelAfter(_timeout);
                var gateways = await _client.GetAsync(node, _path, WireJson.Default.StringArray, deadline.Token);
                return [.. gateways.Select(gateway => new Uri(gateway))];
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add($"{node.Root}: {(exception is OperationCanceledException ? $"no answer within {_timeout}" : exception.Message)}");
                _next = (_next + 1) % _nodes.Length;
            }
        }
        throw new ClusteringException($"No node tells the gateways of the cluster. {string.Join("; ", failures)}");
    }

    public void Dispose() => _client.Dispose();
}
