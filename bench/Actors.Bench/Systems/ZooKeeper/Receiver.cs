using System.Buffers.Binary;
using System.Net.Sockets;

namespace Actors.Bench.Systems.ZooKeeper;

/// <summary>Receives whole messages.</summary>
/// <param name="socket">Where from.</param>
internal sealed class Receiver(Socket socket)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start, _end;

    /// <summary>The next message without its length, valid until the next call; null at the end of the connection.</summary>
    public ValueTask<ReadOnlyMemory<byte>?> NextAsync() => TryTake(out var message) ? ValueTask.FromResult<ReadOnlyMemory<byte>?>(message) : MoreAsync();

    private async ValueTask<ReadOnlyMemory<byte>?> MoreAsync()
    {
        while (true)
        {
            MakeRoom();
            var count = await socket.ReceiveAsync(_buffer.AsMemory(_end));
            if (count == 0) return null;
            _end += count;
            if (TryTake(out var message)) return message;
        }
    }

    private bool TryTake(out ReadOnlyMemory<byte> message)
    {
        message = default;
        if (_end - _start < sizeof(int)) return false;
        var length = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(_start));
        if (_end - _start - sizeof(int) < length) return false;
        message = _buffer.AsMemory(_start + sizeof(int), length);
        _start += sizeof(int) + length;
        return true;
    }

    private void MakeRoom()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
    }
}
