using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Actors.Bench.Systems.ZooKeeper;

/// <summary>A session with one server, of many calls at a time: requests that wait are sent together, and answers come in the order of requests.</summary>
internal sealed class Session : IDisposable
{
    private const int TimeoutMs = 10_000, HeaderBytes = 16, ErrorOffset = 12;

    private static readonly TimeSpan PingEvery = TimeSpan.FromMilliseconds(TimeoutMs / 4), OpenMax = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly Sender _sender;
    private readonly Queue<Call> _waiting = new();
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Timer _pings;
    private int _xid;

    private Session(Socket socket)
    {
        _socket = socket;
        _sender = new Sender(socket, Lose);
        _pings = new Timer(_ => _sender.Send(Requests.FixedBytes, static (space, _) => Written(space, Requests.Ping), 0), null, PingEvery, PingEvery);
    }

    private delegate void Fill(ref Frame frame);

    private enum Kind { Create, Get, Sync }

    /// <summary>Completes when the connection is lost. Calls that had no answer end with <see cref="Code.ConnectionLoss"/>, and so do all later ones.</summary>
    public Task Lost => _lost.Task;

    /// <summary>Opens a session.</summary>
    /// <returns>Null if the server does not want one now.</returns>
    public static async Task<Session?> TryOpenAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancellationToken);
            var hello = new byte[Requests.FixedBytes];
            await socket.SendAsync(hello.AsMemory(0, Written(hello, static (ref frame) => Requests.Connect(ref frame, TimeoutMs))), cancellationToken);
            var receiver = new Receiver(socket);
            if (await receiver.NextAsync().AsTask().WaitAsync(OpenMax, cancellationToken) is not null)
            {
                var session = new Session(socket);
                _ = session.ReceiveAsync(receiver);
                return session;
            }
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException)
        {
            // Nobody listens, or it has no leader.
        }
        socket.Dispose();
        return null;
    }

    /// <summary>Creates a node unless it exists.</summary>
    public Task<Reply> CreateAsync(string path, string value) => SendAsync(new Call(Kind.Create, path, value));

    /// <summary>Reads a node on this server.</summary>
    public Task<Reply> GetAsync(string path) => SendAsync(new Call(Kind.Get, path, ""));

    /// <summary>Has the server catch up with its leader before it answers what this session asks next.</summary>
    public Task<Reply> SyncAsync(string path) => SendAsync(new Call(Kind.Sync, path, ""));

    public void Dispose() => Lose();

    private static int Written(Span<byte> space, Fill fill)
    {
        var frame = new Frame(space);
        fill(ref frame);
        frame.End();
        return frame.Length;
    }

    private Task<Reply> SendAsync(Call call)
    {
        var size = Requests.FixedBytes + Encoding.UTF8.GetMaxByteCount(call.Path.Length) + Encoding.UTF8.GetMaxByteCount(call.Value.Length);
        _sender.Send(size, Write, call);
        return call.Answer.Task;
    }

    private int Write(Span<byte> space, Call call)
    {
        lock (_waiting)
        {
            if (Lost.IsCompleted)
            {
                call.Answer.SetResult(new Reply(Code.ConnectionLoss));
                return 0;
            }
            _waiting.Enqueue(call);
        }
        var frame = new Frame(space);
        switch (call.Kind)
        {
            case Kind.Create: Requests.Create(ref frame, ++_xid, call.Path, call.Value); break;
            case Kind.Get: Requests.Get(ref frame, ++_xid, call.Path); break;
            default: Requests.Sync(ref frame, ++_xid, call.Path); break;
        }
        frame.End();
        return frame.Length;
    }

    private async Task ReceiveAsync(Receiver receiver)
    {
        try
        {
            while (await receiver.NextAsync() is { } message) Answer(message.Span);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // As if it had ended properly.
        }
        Lose();
    }

    private void Answer(ReadOnlySpan<byte> message)
    {
        if (BinaryPrimitives.ReadInt32BigEndian(message) == Requests.PingXid) return;
        Call call;
        lock (_waiting)
            if (!_waiting.TryDequeue(out call!)) return;
        var code = (Code)BinaryPrimitives.ReadInt32BigEndian(message[ErrorOffset..]);
        call.Answer.SetResult(new Reply(code, call.Kind == Kind.Get && code == Code.Ok ? Text(message[HeaderBytes..]) : null));
    }

    private static string Text(ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(bytes.Slice(sizeof(int), BinaryPrimitives.ReadInt32BigEndian(bytes)));

    private void Lose()
    {
        Call[] lost;
        lock (_waiting)
        {
            _lost.TrySetResult();
            lost = [.. _waiting];
            _waiting.Clear();
        }
        _pings.Dispose();
        _socket.Dispose();
        foreach (var call in lost) call.Answer.SetResult(new Reply(Code.ConnectionLoss));
    }

    private sealed record Call(Kind Kind, string Path, string Value)
    {
        /// <summary>Callers go on elsewhere than in the loop that receives.</summary>
        public TaskCompletionSource<Reply> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
