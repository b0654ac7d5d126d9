using System.Net.Sockets;
using Actors.Clustering.Nodes;
using Actors.Registers;
using Actors.Runtime;
using Actors.Silo.Configuration;

namespace Actors.Silo.Nodes;

/// <summary>One node of the cluster: a silo with an acceptor's store. It can be stopped and started again while the process runs.</summary>
/// <param name="address">Which of the nodes it is.</param>
/// <param name="settings">The whole cluster.</param>
/// <param name="cuts">Which nodes of this process are cut off.</param>
/// <param name="loggers">Shared by all nodes of the process.</param>
internal sealed partial class Node(NodeAddress address, SiloSettings settings, NodeCuts cuts, ILoggerFactory loggers) : IAsyncDisposable
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RestartInterval = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = loggers.CreateLogger<Node>();
    private readonly SemaphoreSlim _switch = new(1);
    private CancellationTokenSource _wanted = new();
    private IHost? _host;
    private volatile NodeFaces? _faces;

    public string Name => address.Name;

    /// <summary>What can be done through this node; null unless it runs.</summary>
    public NodeFaces? Faces => _faces;

    /// <summary>The registers through this node; null unless it runs.</summary>
    public IRegisters? Registers => _faces?.Registers;

    /// <exception cref="StartException">One of its ports is in use.</exception>
    /// <exception cref="Engine.StoreException">Its store refuses.</exception>
    /// <exception cref="Clustering.ClusteringException">Its store, or another node, is of another cluster.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _switch.WaitAsync(cancellationToken);
        try
        {
            if (_wanted.IsCancellationRequested) _wanted = new CancellationTokenSource();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _wanted.Token);
            await OpenAsync(either.Token);
        }
        finally
        {
            _switch.Release();
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_host is not null) return;
        DataDirectory.Require(settings, Name);
        foreach (var port in address.Ports) RequireFree(port);
        var host = NodeHost.Build(address, settings, cuts, loggers, reason => _ = Task.Run(() => RestartAsync(reason)));
        try
        {
            // It opens the stores. Within the silo's start a refusal would be told with the stack of everything that was starting.
            await host.Services.GetRequiredService<ClusterNode>().StartAsync(cancellationToken);
            await host.StartAsync(cancellationToken);
        }
        catch
        {
            await DisposeAsync(host);
            throw;
        }
        _host = host;
        _faces = NodeFaces.Of(host.Services);
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _wanted.CancelAsync();
        await _switch.WaitAsync(CancellationToken.None);
        try
        {
            _faces = null;
            if (Interlocked.Exchange(ref _host, null) is not { } host) return;
            try
            {
                await StopAsync(host, cancellationToken).WaitAsync(StopWithin, CancellationToken.None);
            }
            catch (TimeoutException)
            {
                // Without a majority its goodbye cannot be written, and Orleans would try that for minutes. It may be gone at any time, so it goes.
                LogNoGoodbye(Name, StopWithin);
            }
        }
        finally
        {
            _switch.Release();
        }
    }

    /// <summary>Stops without goodbye, as if its machine had lost power. Ends when it is gone.</summary>
    public async Task KillAsync()
    {
        await _wanted.CancelAsync();
        await _switch.WaitAsync();
        try
        {
            _faces = null;
            if (Interlocked.Exchange(ref _host, null) is not { } host) return;
            host.Services.GetRequiredService<ClusterNode>().Abandon();
            await StopAsync(host, new CancellationToken(canceled: true));
        }
        finally
        {
            _switch.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _switch.Dispose();
    }

    /// <summary>Starts the silo again, as often as it takes, unless the node has been stopped meanwhile.</summary>
    private async Task RestartAsync(string reason)
    {
        LogRestarts(Name, reason);
        await _switch.WaitAsync();
        try
        {
            _faces = null;
            if (Interlocked.Exchange(ref _host, null) is not { } dead) return;
            // It is dead to the others already: there is nobody to say goodbye to.
            await StopAsync(dead, new CancellationToken(canceled: true));
            while (_host is null && !_wanted.IsCancellationRequested)
            {
                try
                {
                    await OpenAsync(_wanted.Token);
                }
                catch (Exception exception) when (!_wanted.IsCancellationRequested)
                {
                    LogRestartFailed(exception, Name, RestartInterval);
                    await Task.Delay(RestartInterval, _wanted.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
        finally
        {
            _switch.Release();
        }
    }

    private static async Task StopAsync(IHost host, CancellationToken cancellationToken)
    {
        try
        {
            await host.StopAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // In a hurry.
        }
        await DisposeAsync(host);
    }

    private static async ValueTask DisposeAsync(IHost host)
    {
        // Some services of a silo can only be disposed of asynchronously.
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else host.Dispose();
    }

    private void RequireFree(int port)
    {
        try
        {
            using var listener = new TcpListener(settings.Listen ?? address.Resolve(), port);
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw new StartException($"Node {Name} cannot listen on {address.Host}:{port}: {exception.Message}. Stop what uses it, or give other ports with --cluster.", exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} leaves without goodbye: no majority took it within {Limit}.")]
    private partial void LogNoGoodbye(string node, TimeSpan limit);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} starts again: {Reason}")]
    private partial void LogRestarts(string node, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Node {Node} could not start again; next attempt in {Interval}.")]
    private partial void LogRestartFailed(Exception exception, string node, TimeSpan interval);
}
