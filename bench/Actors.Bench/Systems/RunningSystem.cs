namespace Actors.Bench.Systems;

/// <summary>The servers of a system while they run. If one of them ends unasked, whatever waits for them ends too.</summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);

    private readonly List<ServerProcess> _servers = [];
    private readonly List<Task> _watches = [];
    private readonly HashSet<ServerProcess> _killed = [];
    private readonly CancellationTokenSource _stop;
    private readonly string _directory;
    private BenchException? _failure;

    private RunningSystem(IMeasuredSystem system, string directory, CancellationToken cancellationToken)
    {
        (System, _directory) = (system, directory);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    public IMeasuredSystem System { get; }

    public IReadOnlyList<int> ProcessIds
    {
        get
        {
            lock (_killed) return [.. _servers.Where(server => !_killed.Contains(server)).Select(server => server.Id)];
        }
    }

    /// <summary>Starts its servers in a directory; with an empty one, as a new cluster.</summary>
    /// <exception cref="BenchException">They do not start; the message has what their logs say.</exception>
    public static async Task<RunningSystem> StartAsync(IMeasuredSystem system, string directory, CancellationToken cancellationToken)
    {
        var running = new RunningSystem(system, directory, cancellationToken);
        try
        {
            Directory.CreateDirectory(directory);
            foreach (var spec in system.Servers(directory)) running._servers.Add(running.Start(spec));
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does something with the servers; ends with the failure of the server that ended meanwhile.</summary>
    public async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> body)
    {
        try
        {
            return await body(_stop.Token);
        }
        catch (Exception) when (_failure is not null)
        {
            throw _failure;
        }
    }

    /// <summary>A connected client.</summary>
    /// <exception cref="BenchException">Not within a minute; the message has what the logs say.</exception>
    public async Task<TClient> ConnectAsync<TClient>()
        where TClient : IMeasuredClient
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(StartMax);
        try
        {
            return (TClient)await GuardAsync(_ => System.ConnectAsync(limit.Token));
        }
        catch (OperationCanceledException exception) when (!_stop.IsCancellationRequested)
        {
            var logs = string.Join("\n\n", _servers.Select(server => $"{server.Spec.Log}:\n{server.Tail()}"));
            throw new BenchException($"{System.Name} did not answer within {StartMax.TotalSeconds} s. The logs end with:\n{logs}", exception);
        }
    }

    /// <summary>kill -9.</summary>
    public void Kill(int index)
    {
        lock (_killed) _killed.Add(_servers[index]);
        _servers[index].Kill();
    }

    /// <summary>Completes when all servers that were started have ended, and whoever waits for them knows.</summary>
    public Task EndedAsync() => Task.WhenAll(_watches);

    /// <summary>kill -9, and the same server again with what it has on disk.</summary>
    public async Task RestartAsync(int index)
    {
        var server = _servers[index];
        Kill(index);
        await server.EndAsync();
        _servers[index] = Start(server.Spec);
        server.Dispose();
    }

    /// <summary>What all servers have on the disk, in bytes.</summary>
    public Task<long> DiskBytesAsync() => Disk.UsedAsync(_directory);

    /// <summary>Ends all servers.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_killed) _killed.UnionWith(_servers);
        foreach (var server in _servers)
        {
            await server.EndAsync();
            server.Dispose();
        }
        await EndedAsync();
        _stop.Dispose();
    }

    private ServerProcess Start(ServerSpec spec)
    {
        var server = ServerProcess.Start(spec);
        _watches.Add(WatchAsync(server));
        return server;
    }

    private async Task WatchAsync(ServerProcess server)
    {
        await server.Ended;
        lock (_killed)
        {
            if (_killed.Contains(server)) return;
            _failure ??= server.Died();
        }
        await _stop.CancelAsync();
    }
}
