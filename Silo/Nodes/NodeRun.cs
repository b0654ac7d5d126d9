using System.Net.Sockets;
using Actors.Clustering.Nodes;
using Actors.Engine;
using Actors.Runtime;

namespace Actors.Silo.Nodes;

/// <summary>
/// A node from the moment at which it is started until it is stopped: one silo after the other, for a silo that cannot go on is followed by a new one.
/// Nothing in it waits longer than until it is to stop, but for the silo to be gone.
/// </summary>
internal sealed partial class NodeRun
{
    private readonly string _name;
    private readonly Func<NodeSilo> _open;
    private readonly Action _changed;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _sayGoodbye;
    private volatile NodeSilo? _silo;
    private volatile NodeFaces? _faces;
    private volatile string _lastAttempt = "";

    /// <param name="name">The node's name.</param>
    /// <param name="open">Prepares a silo; throws what <see cref="Node.StartAsync"/> throws.</param>
    /// <param name="after">The run before this one: its ports and its store must be free.</param>
    /// <param name="changed">Called when the node begins or ceases to serve.</param>
    /// <param name="logger">The node's.</param>
    /// <param name="time">The clock.</param>
    public NodeRun(string name, Func<NodeSilo> open, Task after, Action changed, ILogger logger, TimeProvider time)
    {
        (_name, _open, _changed, _logger, _time) = (name, open, changed, logger, time);
        // Opening its store and its sockets takes a while before anything is awaited.
        Ended = Task.Run(() => RunAsync(after));
    }

    /// <summary>Completes when the node serves for the first time; with the exception if it never can.</summary>
    public Task Started => _started.Task;

    /// <summary>Completes when all is gone. Never fails.</summary>
    public Task Ended { get; }

    /// <summary>Whether it has neither been stopped nor failed.</summary>
    public bool IsWanted => !_stop.IsCancellationRequested;

    /// <summary>What can be done through the node; null unless it serves.</summary>
    public NodeFaces? Faces => _faces;

    /// <summary>Its part in the clustering; null between two silos.</summary>
    public ClusterNode? Cluster => _silo?.Cluster;

    /// <summary>Why it does not serve yet; null if it does, or is to stop.</summary>
    public string? StartingBecause =>
        !IsWanted || _faces is not null ? null : $"Node {_name} does not serve yet. {Cluster?.RefusesBecause ?? "Its silo is starting."}{_lastAttempt}";

    /// <summary>Ends when all is gone.</summary>
    public Task StopAsync(bool sayGoodbye)
    {
        _sayGoodbye = sayGoodbye;
        _stop.Cancel();
        return Ended;
    }

    private async Task RunAsync(Task after)
    {
        await after;
        var backoff = new Backoff(Random.Shared);
        var said = new RareLine(_time);
        while (IsWanted)
        {
            var began = _time.GetTimestamp();
            var reason = await RunSiloAsync();
            if (reason is null) break;
            var pause = backoff.Next(_time.GetElapsedTime(began));
            _lastAttempt = $" The last attempt ended: {reason}";
            if (said.IsDue(reason)) LogStartsAgain(_name, reason, pause);
            await Task.Delay(pause, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        _started.TrySetCanceled();
    }

    /// <returns>Why another one is needed; null if none is.</returns>
    private async Task<string?> RunSiloAsync()
    {
        try
        {
            await using var silo = _silo = _open();
            await silo.StartAsync(_stop.Token);
            Serve(silo);
            var reason = await silo.WaitUntilBrokenAsync(_stop.Token);
            Serve(null);
            if (reason is null && _sayGoodbye) await silo.SayGoodbyeAsync();
            return reason;
        }
        catch (Exception) when (!IsWanted)
        {
            return null;
        }
        catch (Exception exception) when (exception is StartException or StoreException or IOException or SocketException && _started.TrySetException(exception))
        {
            // Not in a later attempt: the node has served, so it can again, once what is in its way is gone.
            await _stop.CancelAsync();
            return null;
        }
        catch (Exception exception)
        {
            LogFailed(exception, _name);
            return exception.Message;
        }
        finally
        {
            _silo = null;
        }
    }

    private void Serve(NodeSilo? silo)
    {
        _faces = silo?.Faces;
        if (silo is not null) _started.TrySetResult();
        _changed();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} starts again: {Reason} It does so in {Pause}.")]
    private partial void LogStartsAgain(string node, string reason, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Node {Node} could not start.")]
    private partial void LogFailed(Exception exception, string node);
}
