using System.Net.Sockets;
using System.Text;

namespace Actors.Silo.Tests;

/// <summary>Callers that leave in the middle of a request, as often as they like: no fault of the server, and no way to fill its log.</summary>
public sealed class AbortedRequestTests
{
    private const int Times = 20;

    [Fact]
    public async Task Callers_that_leave_in_the_middle_write_nothing_into_the_log()
    {
        using var data = new TempDirectory();
        await using var silo = await SiloProcess.StartAsync(data.Path);
        for (var i = 0; i < Times; i++)
        {
            // All of these have their body read, and the last one has it thrown away.
            foreach (var target in new[] { "PUT /registers/left", "PUT /kv/left", "POST /orders", "POST /locks/left/acquire" }) await LeaveAsync(silo, target, "HTTP/1.1 100");
            await LeaveAsync(silo, "PUT /registers/log/left", "HTTP/1.1 403");
        }
        await silo.StopAsync();
        Assert.DoesNotContain((await silo.RestAsync()).Split('\n'), line => line.Contains("fail:", StringComparison.Ordinal) || line.Contains("crit:", StringComparison.Ordinal));
    }

    /// <param name="silo">Where.</param>
    /// <param name="target">Method and path.</param>
    /// <param name="until">What the server says when it has read the head.</param>
    private static async Task LeaveAsync(SiloProcess silo, string target, string until)
    {
        var server = new Uri(silo.Url);
        // Closed with a reset, not with a goodbye.
        using var client = new TcpClient { LingerState = new LingerOption(true, 0) };
        await client.ConnectAsync(server.Host, server.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{target} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n"));
        var answer = new byte[until.Length];
        await stream.ReadExactlyAsync(answer);
        Assert.Equal(until, Encoding.ASCII.GetString(answer));
        await stream.WriteAsync("{"u8.ToArray());
    }
}
