using Actors.Runtime;
using Actors.Silo.Configuration;

namespace Actors.Silo.Nodes;

/// <summary>The nodes that run in this process.</summary>
internal sealed class LocalNodes
{
    public LocalNodes(SiloSettings settings, NodeCuts cuts, ILoggerFactory loggers, TimeProvider time) =>
        All = [.. settings.LocalNodes.Select(address => new Node(address, settings, cuts, loggers, time, OnChanged))];

    /// <summary>All of them, running or not, in the order of the settings.</summary>
    public IReadOnlyList<Node> All { get; }

    /// <summary>Told on any thread when a node begins or ceases to serve, or is switched.</summary>
    public event Action? Changed;

    /// <summary>Why no node of this process serves although one is on its way; null if one serves or all are stopped.</summary>
    public string? StartingBecause =>
        All.Any(node => node.Faces is not null) ? null : All.Select(node => node.StartingBecause).FirstOrDefault(reason => reason is not null);

    /// <summary>Why nothing can be asked; for while no node of this process serves.</summary>
    public string MissingBecause => StartingBecause ?? "No node of this process runs.";

    /// <summary>Starts all nodes, and completes when all serve. A node waits for a majority as long as it takes.</summary>
    /// <inheritdoc cref="Node.StartAsync"/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Exception? first = null;
        await Task.WhenAll(All.Select(StartOrCancelAsync));
        if (first is not null) throw first;
        cancellationToken.ThrowIfCancellationRequested();

        async Task StartOrCancelAsync(Node node)
        {
            try
            {
                await node.StartAsync(failure.Token);
            }
            catch (OperationCanceledException)
            {
                // Another one failed, all are to stop, or this one was switched off before it was up.
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref first, exception, null);
                await failure.CancelAsync();
            }
        }
    }

    /// <summary>Tells <see cref="Changed"/>.</summary>
    public void OnChanged() => Changed?.Invoke();

    /// <summary>Stops all nodes with a goodbye.</summary>
    public Task StopAsync() => Task.WhenAll(All.Select(node => node.StopAsync()));
}
