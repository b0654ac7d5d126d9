using System.Runtime.InteropServices;
using System.Text;

namespace Actors.Bench.Systems.ZooKeeper;

/// <summary>A session of the C client. It finds another server by itself when its own is gone; what was under way then ends with a lost connection.</summary>
internal sealed unsafe class Session : IDisposable
{
    private const int TimeoutMs = 10_000, Persistent = 0;

    private readonly nint _handle;

    /// <param name="servers">Which to connect to, <c>host:port</c>, the first one first.</param>
    /// <exception cref="BenchException">It cannot be opened.</exception>
    public Session(IEnumerable<string> servers)
    {
        Native.SetLogLevel(Native.LogNothing);
        Native.KeepServerOrder(1);
        _handle = Native.Open(string.Join(',', servers), 0, TimeoutMs, 0, 0, 0);
        if (_handle == 0) throw new BenchException($"A ZooKeeper session cannot be opened: error {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>Creates a node unless it exists.</summary>
    public Task<Reply> CreateAsync(string path, string value)
    {
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(value.Length)];
        var length = Encoding.UTF8.GetBytes(value, bytes);
        var waiting = Expect(out var data);
        // The client copies the value before it returns.
        fixed (byte* first = bytes)
            return Called(Native.Create(_handle, path, first, length, Native.OpenAccess, Persistent, &OnDone, data), waiting, data);
    }

    /// <summary>Reads a node on the server of this session.</summary>
    public Task<Reply> GetAsync(string path)
    {
        var waiting = Expect(out var data);
        return Called(Native.Get(_handle, path, 0, &OnValue, data), waiting, data);
    }

    /// <summary>Has the server catch up with the leader before it answers what this session asks next.</summary>
    public Task<Reply> SyncAsync(string path)
    {
        var waiting = Expect(out var data);
        return Called(Native.Sync(_handle, path, &OnDone, data), waiting, data);
    }

    public void Dispose() => _ = Native.Close(_handle);

    private static TaskCompletionSource<Reply> Expect(out nint data)
    {
        // The one thread that completes calls must not run what callers do next.
        var waiting = new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously);
        data = GCHandle.ToIntPtr(GCHandle.Alloc(waiting));
        return waiting;
    }

    private static Task<Reply> Called(int code, TaskCompletionSource<Reply> waiting, nint data)
    {
        // A call that was refused is never completed.
        if (code != Native.Ok) Complete(data, new Reply(code));
        return waiting.Task;
    }

    [UnmanagedCallersOnly]
    private static void OnDone(int code, byte* value, nint data) => Complete(data, new Reply(code));

    [UnmanagedCallersOnly]
    private static void OnValue(int code, byte* value, int length, nint stat, nint data) =>
        Complete(data, new Reply(code, code == Native.Ok && length >= 0 ? Encoding.UTF8.GetString(value, length) : null));

    private static void Complete(nint data, Reply reply)
    {
        var handle = GCHandle.FromIntPtr(data);
        var waiting = (TaskCompletionSource<Reply>)handle.Target!;
        handle.Free();
        waiting.SetResult(reply);
    }
}
