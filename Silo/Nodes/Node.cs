using Actors.Clustering.Nodes;
using Actors.Registers;
using Actors.Runtime;
using Actors.Silo.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Silo.Nodes;

/// <summary>One node of the cluster: a silo with an acceptor's store. It can be stopped and started again while the process runs.</summary>
/// <param name="address">Which of the nodes it is.</param>
/// <param name="settings">The whole cluster.</param>
/// <param name="cuts">Which nodes of this process are cut off.</param>
/// <param name="loggers">Shared by all nodes of the process.</param>
/// <param name="time">The clock.</param>
/// <param name="changed">Called on any thread when it begins or ceases to serve.</param>
internal sealed class Node(NodeAddress address, SiloSettings settings, NodeCuts cuts, ILoggerFactory loggers, TimeProvider time, Action changed)
{
    private readonly Lock _lock = new();
    private volatile NodeRun? _run;

    public string Name => address.Name;

    /// <summary>Whether it was started, and not stopped since.</summary>
    public bool IsWanted => _run is { IsWanted: true };

    /// <summary>What can be done through this node; null unless it serves.</summary>
    public NodeFaces? Faces => _run?.Faces;

    /// <summary>The registers through this node; null unless it serves.</summary>
    public IRegisters? Registers => Faces?.Registers;

    /// <summary>Its part in the clustering, which is there before the silo; null if there is none.</summary>
    public ClusterNode? Cluster => _run?.Cluster;

    /// <summary>Why it does not serve yet; null if it does, or is stopped.</summary>
    public string? StartingBecause => _run?.StartingBecause;

    /// <summary>Starts it unless it is started already. Completes when it serves: it waits for a majority, and tries again whatever may pass, as long as it takes.</summary>
    /// <exception cref="StartException">One of its ports is in use, or its store or another node is of another cluster.</exception>
    /// <exception cref="Engine.StoreException">Its store refuses.</exception>
    /// <exception cref="OperationCanceledException">It was stopped meanwhile, or the caller waits no longer.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (!IsWanted)
            {
                var silos = new NodeSilos(address, settings, cuts, loggers);
                _run = new NodeRun(Name, silos.Open, after: _run?.Ended ?? Task.CompletedTask, changed, loggers.CreateLogger<Node>(), time);
            }
            return _run!.Started.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Stops with a goodbye if there is a majority to take it. Ends when it is gone.</summary>
    public Task StopAsync() => _run?.StopAsync(sayGoodbye: true) ?? Task.CompletedTask;

    /// <summary>Stops without goodbye, as if its machine had lost power. Ends when it is gone.</summary>
    public Task KillAsync() => _run?.StopAsync(sayGoodbye: false) ?? Task.CompletedTask;

    /// <summary>Runs one of the health checks of <see cref="NodeHost"/>.</summary>
    /// <returns>What is wrong; null if nothing is.</returns>
    public async Task<string?> ProblemAsync(string check, CancellationToken cancellationToken)
    {
        if (Faces is not { } faces) return StartingBecause ?? $"Node {Name} is stopped.";
        var entry = (await faces.Health.CheckHealthAsync(registration => registration.Name == check, cancellationToken)).Entries[check];
        return entry.Status == HealthStatus.Healthy ? null : entry.Description ?? entry.Exception?.Message ?? $"Node {Name} is stopping.";
    }
}
