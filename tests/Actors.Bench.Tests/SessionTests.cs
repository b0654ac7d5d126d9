using System.Net;
using System.Net.Sockets;
using Actors.Bench.Systems.ZooKeeper;

namespace Actors.Bench.Tests;

/// <summary>Against a server that says what the test wants.</summary>
public sealed class SessionTests : IDisposable
{
    private static readonly byte[] Hello = [0, 0, 0, 37, .. new byte[37]];

    private readonly TcpListener _server = new(IPAddress.Loopback, 0);

    public SessionTests() => _server.Start();

    private IPEndPoint Address => (IPEndPoint)_server.LocalEndpoint;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Answers_belong_to_requests_in_their_order_and_those_of_pings_to_none()
    {
        var (session, server) = await OpenAsync();
        using (session)
        using (server)
        {
            var created = session.CreateAsync("/a", "x");
            var read = session.GetAsync("/a");
            await server.SendAsync(Answer(xid: -2, Code.Ok));
            await server.SendAsync(Answer(xid: 1, Code.NodeExists));
            await server.SendAsync(Answer(xid: 2, Code.Ok, [0, 0, 0, 2, (byte)'o', (byte)'k']));
            Assert.Equal(new Reply(Code.NodeExists), await created);
            Assert.Equal(new Reply(Code.Ok, "ok"), await read);
        }
    }

    [Fact]
    public async Task A_lost_connection_ends_what_is_under_way_and_what_comes_later()
    {
        var (session, server) = await OpenAsync();
        using (session)
        {
            var under = session.SyncAsync("/");
            server.Dispose();
            Assert.Equal(new Reply(Code.ConnectionLoss), await under);
            await session.Lost;
            Assert.Equal(new Reply(Code.ConnectionLoss), await session.GetAsync("/a"));
        }
    }

    [Fact]
    public async Task A_server_that_hangs_up_at_once_gives_no_session()
    {
        var opening = Session.TryOpenAsync(Address, CancellationToken.None);
        (await _server.AcceptSocketAsync()).Dispose();
        Assert.Null(await opening);
    }

    [Fact]
    public async Task Messages_that_come_in_pieces_are_put_together()
    {
        var (session, server) = await OpenAsync();
        using (session)
        using (server)
        {
            var read = session.GetAsync("/a");
            foreach (var piece in Answer(xid: 1, Code.Ok, [0, 0, 0, 1, (byte)'x'])) await server.SendAsync(new[] { piece });
            Assert.Equal(new Reply(Code.Ok, "x"), await read);
        }
    }

    [Fact]
    public void A_create_is_written_as_the_protocol_has_it()
    {
        var space = new byte[256];
        var frame = new Frame(space);
        Requests.Create(ref frame, 7, "/k", "v");
        frame.End();
        Assert.Equal(
            "0000003200000007000000010000" + "00022F6B" + "0000000176" + "000000010000001F00000005776F726C6400000006616E796F6E6500000000",
            Convert.ToHexString(space, 0, frame.Length));
    }

    private async Task<(Session Session, Socket Server)> OpenAsync()
    {
        var opening = Session.TryOpenAsync(Address, CancellationToken.None);
        var server = await _server.AcceptSocketAsync();
        await server.SendAsync(Hello);
        return ((await opening)!, server);
    }

    private static byte[] Answer(int xid, Code code, params byte[] body)
    {
        byte[] header = [.. BigEndian(xid), .. new byte[8], .. BigEndian((int)code)];
        return [.. BigEndian(header.Length + body.Length), .. header, .. body];
    }

    private static byte[] BigEndian(int value) => BitConverter.GetBytes(IPAddress.HostToNetworkOrder(value));
}
