using System.Buffers;
using System.Net.Sockets;

namespace Actors.Bench.Systems.ZooKeeper;

/// <summary>Sends what has queued as one, while more queues.</summary>
/// <param name="socket">Where to.</param>
/// <param name="onFailure">Whom to tell that nothing can be sent any more.</param>
internal sealed class Sender(Socket socket, Action onFailure)
{
    private readonly Lock _lock = new();
    private ArrayBufferWriter<byte> _queued = new(), _sending = new();
    private bool _runs;

    /// <summary>Writes a message into its space and says how long it is.</summary>
    public delegate int Write<T>(Span<byte> space, T argument);

    /// <param name="size">At most so long.</param>
    /// <param name="write">Writes it; under a lock, so that messages are sent in the order of these calls.</param>
    /// <param name="argument">What to write.</param>
    public void Send<T>(int size, Write<T> write, T argument)
    {
        lock (_lock)
        {
            _queued.Advance(write(_queued.GetSpan(size), argument));
            if (_runs) return;
            _runs = true;
        }
        // Elsewhere, so that callers who come at the same time travel together.
        ThreadPool.UnsafeQueueUserWorkItem(static sender => _ = sender.RunAsync(), this, preferLocal: false);
    }

    private async Task RunAsync()
    {
        try
        {
            while (Next() is { IsEmpty: false } bytes)
                for (var sent = 0; sent < bytes.Length;) sent += await socket.SendAsync(bytes[sent..]);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            onFailure();
        }
    }

    private ReadOnlyMemory<byte> Next()
    {
        lock (_lock)
        {
            (_queued, _sending) = (_sending, _queued);
            _queued.ResetWrittenCount();
            _runs = _sending.WrittenCount > 0;
            return _sending.WrittenMemory;
        }
    }
}
