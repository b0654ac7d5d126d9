using System.Net;

namespace Actors.Bench.Systems.ZooKeeper;

/// <summary>Sessions at each server; calls are spread over them in turn.</summary>
internal sealed class ZooKeeperClient : IRegisterClient
{
    // Measured with one at the leader, three there, and one, two and four at each server: with two each the servers decide most.
    private const int SessionsPerServer = 2;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);

    private readonly SessionSlot[] _slots;
    private uint _next;

    private ZooKeeperClient(SessionSlot[] slots) => _slots = slots;

    public static async Task<ZooKeeperClient> OpenAsync(IReadOnlyList<IPEndPoint> servers, CancellationToken cancellationToken) =>
        new(await Task.WhenAll(Enumerable.Range(0, SessionsPerServer * servers.Count).Select(slot => slot % servers.Count).Select(first =>
            SessionSlot.OpenAsync([.. servers.Skip(first), .. servers.Take(first)], cancellationToken))));

    public async Task<string> DecideAsync(string key, string value, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        while (true)
        {
            var session = NextSession();
            var created = await session.CreateAsync(path, value);
            if (created.Code == Code.Ok) return value;
            // The server that refuses has the node: its refusal comes after it in the order of all writes.
            if (created.Code == Code.NodeExists && await session.GetAsync(path) is { Code: Code.Ok, Value: { } winner }) return winner;
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
            if (synced.Code == Code.Ok && read.Code is Code.Ok or Code.NoNode) return read.Value;
            await AfterAsync(synced.Code == Code.Ok ? read : synced, cancellationToken);
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var slot in _slots) slot.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string PathOf(string key) => "/" + key;

    private Session NextSession() => _slots[Interlocked.Increment(ref _next) % _slots.Length].Session;

    private static Task AfterAsync(Reply reply, CancellationToken cancellationToken) =>
        reply.Code is Code.ConnectionLoss or Code.NodeExists
            ? Task.Delay(RetryDelay, cancellationToken)
            : throw new BenchException($"ZooKeeper answers with error {(int)reply.Code}; see KeeperException.Code.");
}
