namespace Actors.Bench.Systems.ZooKeeper;

/// <summary>A session at each server; calls are spread over them in turn.</summary>
internal sealed class ZooKeeperClient : IRegisterClient
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);

    private readonly Session[] _sessions;
    private uint _next;

    public ZooKeeperClient(IReadOnlyList<string> servers) =>
        _sessions = [.. Enumerable.Range(0, servers.Count).Select(first => new Session(servers.Skip(first).Concat(servers.Take(first))))];

    public async Task<string> DecideAsync(string key, string value, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        while (true)
        {
            var session = NextSession();
            var created = await session.CreateAsync(path, value);
            if (created.Code == Native.Ok) return value;
            // The server that refuses has the node: its refusal comes after it in the order of all writes.
            if (created.Code == Native.NodeExists && await session.GetAsync(path) is { Code: Native.Ok, Value: { } winner }) return winner;
            await AfterAsync(created, cancellationToken);
        }
    }

    /// <summary>A read is linearizable after a sync; both travel together, and a server keeps the order of a session.</summary>
    public async Task<string?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        while (true)
        {
            var session = NextSession();
            var syncing = session.SyncAsync(path);
            var read = await session.GetAsync(path);
            var synced = await syncing;
            if (synced.Code == Native.Ok && read.Code is Native.Ok or Native.NoNode) return read.Value;
            await AfterAsync(synced.Code == Native.Ok ? read : synced, cancellationToken);
        }
    }

    /// <summary>Returns once each session has a server that has a leader.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        foreach (var session in _sessions)
            while (await session.SyncAsync("/") is { Code: not Native.Ok } reply) await AfterAsync(reply, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var session in _sessions) session.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string PathOf(string key) => "/" + key;

    private Session NextSession() => _sessions[Interlocked.Increment(ref _next) % _sessions.Length];

    private static Task AfterAsync(Reply reply, CancellationToken cancellationToken) =>
        reply.Code is Native.ConnectionLoss or Native.OperationTimeout or Native.NodeExists
            ? Task.Delay(RetryDelay, cancellationToken)
            : throw new BenchException($"ZooKeeper answers with error {reply.Code}, which its zookeeper.h explains.");
}
