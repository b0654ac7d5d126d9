using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Actors.Bench.Load;

namespace Actors.Bench.Systems.DotNext;

/// <summary>A connection to the member that leads. Entries that wait are sent together, and answers come in any order.</summary>
internal sealed class DotNextClient : ILogClient
{
    private const int AnswerBytes = 12, HeaderBytes = 6;

    private readonly NetworkStream _stream;
    private readonly Channel<(uint Id, byte[] Entry)> _requests = Channel.CreateUnbounded<(uint, byte[])>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<uint, TaskCompletionSource<long>> _waiting = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private uint _last;

    private DotNextClient(NetworkStream stream)
    {
        _stream = stream;
        _running = RunAsync();
    }

    /// <summary>A client, if that member is there and leads.</summary>
    public static async Task<DotNextClient?> TryOpenAsync(IPEndPoint member, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var stream = default(NetworkStream);
        try
        {
            await socket.ConnectAsync(member, cancellationToken);
            stream = new NetworkStream(socket, ownsSocket: true);
            var leads = new byte[1];
            await stream.ReadExactlyAsync(leads, cancellationToken);
            if (leads[0] == 1) return new DotNextClient(stream);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            // Not yet.
        }
        socket.Dispose();
        return null;
    }

    /// <summary>A cluster has one log, whatever it is called.</summary>
    public IOrder Open(string name, Workload workload) => new DotNextLog(this);

    /// <summary>Has an entry replicated.</summary>
    /// <returns>Its index in the log.</returns>
    /// <exception cref="BenchException">The member does not lead any more, or the connection is lost.</exception>
    public async Task<long> AppendAsync(string entry, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _last);
        var source = _waiting[id] = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_running.IsCompleted || !_requests.Writer.TryWrite((id, Encoding.UTF8.GetBytes(entry)))) throw Lost(null);
        var index = await source.Task.WaitAsync(cancellationToken);
        return index >= 0 ? index : throw new BenchException("The member of DotNext's cluster that led does not any more. Measure again.");
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stream.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await Task.WhenAll(SendAsync(PipeWriter.Create(_stream)), ReceiveAsync(PipeReader.Create(_stream)));
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            foreach (var source in _waiting.Values) source.TrySetException(Lost(exception));
        }
    }

    private static BenchException Lost(Exception? cause) => new("The connection to DotNext's leader is lost.", cause!);

    private async Task SendAsync(PipeWriter output)
    {
        while (await _requests.Reader.WaitToReadAsync(_stopping.Token))
        {
            while (_requests.Reader.TryRead(out var request)) Write(output, request.Id, request.Entry);
            await output.FlushAsync(_stopping.Token);
        }
    }

    private async Task ReceiveAsync(PipeReader input)
    {
        while (await input.ReadAsync(_stopping.Token) is { IsCompleted: false, Buffer: var buffer })
        {
            while (TryRead(ref buffer, out var id, out var index))
                if (_waiting.TryRemove(id, out var source)) source.TrySetResult(index);
            input.AdvanceTo(buffer.Start, buffer.End);
        }
        throw new IOException("The member has hung up.");
    }

    private static bool TryRead(ref ReadOnlySequence<byte> input, out uint id, out long index)
    {
        var reader = new SequenceReader<byte>(input);
        var isWhole = reader.TryReadLittleEndian(out int number) & reader.TryReadLittleEndian(out index);
        id = (uint)number;
        if (isWhole) input = input.Slice(AnswerBytes);
        return isWhole;
    }

    private static void Write(PipeWriter output, uint id, byte[] entry)
    {
        var space = output.GetSpan(HeaderBytes + entry.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(space, id);
        BinaryPrimitives.WriteInt16LittleEndian(space[4..], (short)entry.Length);
        entry.CopyTo(space[HeaderBytes..]);
        output.Advance(HeaderBytes + entry.Length);
    }
}
