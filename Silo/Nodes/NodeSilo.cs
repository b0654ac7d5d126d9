using Actors.Clustering;
using Actors.Clustering.Nodes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Silo.Nodes;

/// <summary>One silo of a node, from its start to its end.</summary>
internal sealed partial class NodeSilo(string name, IHost host, Task<string> broken, ILogger logger) : IAsyncDisposable
{
    /// <summary>Time for the silo to say goodbye and for the others to say theirs; with what HTTP takes before, less than <see cref="StopSignal.Limit"/>.</summary>
    private static readonly TimeSpan GoodbyeWithin = TimeSpan.FromSeconds(6.5);

    private bool _isStarted;

    /// <summary>Its part in the clustering, which starts before the rest.</summary>
    public ClusterNode Cluster { get; } = host.Services.GetRequiredService<ClusterNode>();

    /// <summary>What can be done through it; only once it has started.</summary>
    public NodeFaces Faces => NodeFaces.Of(host.Services);

    /// <summary>Completes when it serves. Waits for a majority.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            // It opens the stores. Within the silo's start a refusal would be told with the stack of everything that was starting.
            await Cluster.StartAsync(cancellationToken);
        }
        catch (ClusteringException exception)
        {
            // While it waits for a majority it throws nothing: this is another cluster.
            throw new StartException(exception.Message, exception);
        }
        using var hurry = cancellationToken.Register(Cluster.Abandon);
        await host.StartAsync(cancellationToken);
        _isStarted = true;
    }

    /// <returns>Why it cannot go on; null if it is to stop.</returns>
    public async Task<string?> WaitUntilBrokenAsync(CancellationToken stop)
    {
        try
        {
            return await broken.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Stops in peace: hands its grains over, tells the others, and waits until those that leave as well have told theirs.</summary>
    public async Task SayGoodbyeAsync()
    {
        // Without a majority its goodbye cannot be written, and Orleans would try that for minutes. It may be gone at any time, so it goes.
        if (!await HasMajorityAsync())
        {
            LogNoGoodbye(name, "there is no majority to take it");
            return;
        }
        using var late = new CancellationTokenSource(GoodbyeWithin);
        using var hurry = late.Token.Register(() =>
        {
            LogNoGoodbye(name, $"it was not taken within {GoodbyeWithin.TotalSeconds} s");
            Cluster.Abandon();
        });
        await StopAsync(late.Token);
    }

    /// <summary>If it has not stopped yet, it goes at once, as if it crashed: the others find out by themselves.</summary>
    public async ValueTask DisposeAsync()
    {
        Cluster.Abandon();
        await StopAsync(new CancellationToken(canceled: true));
        // Some services of a silo can only be disposed of asynchronously.
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private async Task<bool> HasMajorityAsync() =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == WriteOnceHealthChecksBuilderExtensions.Quorum)).Status == HealthStatus.Healthy;

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!Interlocked.Exchange(ref _isStarted, false)) return;
        try
        {
            await host.StopAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // In a hurry.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} leaves without goodbye: {Reason}.")]
    private partial void LogNoGoodbye(string node, string reason);
}
