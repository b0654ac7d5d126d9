using Actors.Runtime;
using Actors.Silo.Configuration;

namespace Actors.Silo.Nodes;

/// <summary>The nodes that run in this process, started and stopped with it.</summary>
internal sealed class LocalNodes(SiloSettings settings, NodeCuts cuts, ILoggerFactory loggers) : IHostedService
{
    /// <summary>All of them, running or not, in the order of the settings.</summary>
    public IReadOnlyList<Node> All { get; } = [.. settings.LocalNodes.Select(address => new Node(address, settings, cuts, loggers))];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Exception? first = null;
        await Task.WhenAll(All.Select(StartOrCancelAsync));
        if (first is not null) throw first;

        async Task StartOrCancelAsync(Node node)
        {
            try
            {
                await Task.Run(() => node.StartAsync(failure.Token), CancellationToken.None);
            }
            catch (Exception exception)
            {
                // Later ones only say that they were cancelled.
                Interlocked.CompareExchange(ref first, exception, null);
                await failure.CancelAsync();
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(All.Select(node => node.StopAsync(cancellationToken)));
}
