using System.Net;
using System.Net.Sockets;

namespace Actors.Silo.Tests;

/// <summary>Idle connections, far more than the process has descriptors for.</summary>
public sealed class ConnectionLimitTests
{
    private const int Descriptors = 1_024, HttpLimit = (Descriptors - 384 - 3 * 128) / 2, Idle = 2_000, PerPort = 100;

    [Fact(Timeout = 300_000)]
    public async Task Idle_callers_leave_descriptors_for_nodes_that_decide_and_start()
    {
        using var data = new TempDirectory();
        var ports = FreePorts.Cluster(3);
        await using var silo = await SiloProcess.StartWithDescriptorsAsync(Descriptors, data.Path, ports);
        Assert.Equal(HttpStatusCode.Created, (await silo.Client.PutAsync("before", "x")).StatusCode);
        var idle = new List<Socket>();
        try
        {
            for (var i = 0; i < Idle; i++) idle.Add(await ConnectAsync(new Uri(silo.Url).Port));
            foreach (var first in ports.Split(',').Select(node => int.Parse(node.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)))
                for (var port = first; port < first + 3; port++)
                    for (var i = 0; i < PerPort; i++) idle.Add(await ConnectAsync(port));

            // The connection that was there before the others goes on, and the nodes can connect to each other anew.
            for (var i = 0; i < 20; i++) Assert.Equal(HttpStatusCode.Created, (await silo.Client.PutAsync($"among-idle-{i}", "x")).StatusCode);
            Assert.InRange(Directory.GetFiles($"/proc/{silo.Id}/fd").Length, 1, Descriptors - 64);
            Assert.Equal(HttpStatusCode.OK, (await silo.Client.PostAsync("/nodes/n2/cut", null)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await silo.Client.PostAsync("/nodes/n2/heal", null)).StatusCode);
            Assert.Equal(HttpStatusCode.Created, (await silo.Client.PutAsync("after", "x")).StatusCode);
            await Eventually.IsAsync("all but a few of the idle are closed", () => Task.FromResult(idle.Count(IsClosed) >= Idle - HttpLimit));
        }
        finally
        {
            foreach (var socket in idle) socket.Dispose();
        }
        // They have left, so there is room for others.
        await Eventually.IsAsync("a new caller is served", async () =>
        {
            using var other = new HttpClient { BaseAddress = new Uri(silo.Url) };
            try
            {
                return (await other.GetAsync("/health/ready")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        await silo.StopAsync();
        var lines = (await silo.RestAsync()).Split('\n');
        Assert.Contains(lines, line => line.Contains($"HTTP has {HttpLimit} connections, its limit", StringComparison.Ordinal) && line.Contains("--http-connections", StringComparison.Ordinal));
        foreach (var port in new[] { "The silo port of node n1", "The gateway port of node n1", "The cluster transport of node n1" })
            Assert.Contains(lines, line => line.Contains(port, StringComparison.Ordinal));
        Assert.InRange(lines.Count(line => line.Contains("its limit", StringComparison.Ordinal)), 4, 100);
    }

    [Theory]
    [InlineData("--http-connections", "7")]
    [InlineData("--port-connections", "x")]
    [InlineData("--http-idle", "-1")]
    public async Task A_limit_is_a_number(string option, string value)
    {
        var (exitCode, _, errors) = await SiloProcess.RunAsync(option, value);
        Assert.Equal(2, exitCode);
        Assert.Contains($"{option} must be a number from 8", errors, StringComparison.Ordinal);
    }

    private static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is not (SocketError.TimedOut or SocketError.ConnectionRefused))
        {
            // Closed before it was seen to be open.
        }
        return socket;
    }

    private static bool IsClosed(Socket socket)
    {
        try
        {
            return socket.Poll(0, SelectMode.SelectRead) && socket.Receive(new byte[1], SocketFlags.Peek) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
