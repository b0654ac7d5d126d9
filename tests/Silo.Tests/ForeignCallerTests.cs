namespace Actors.Silo.Tests;

/// <summary>Requests that a page of another server could have a browser send, and the names under which a server is served.</summary>
public sealed class ForeignCallerTests(MemoryServer server) : IClassFixture<MemoryServer>
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:{port}")]
    [InlineData("127.0.0.1.evil.example:{port}")]
    [InlineData("localhost.evil.example")]
    [InlineData("localhost.")]
    public async Task A_name_that_is_not_the_servers_is_refused(string host)
    {
        Assert.Contains("\"type\":\"foreign-host\"", await RefusedAsync(421, "GET / HTTP/1.1", Host(host)), StringComparison.Ordinal);
        await RefusedAsync(421, "POST /nodes/n1/stop HTTP/1.1", Host(host));
        await RefusedAsync(421, "GET /health/live HTTP/1.1", Host(host));
    }

    [Theory]
    [InlineData("127.0.0.1:{port}")]
    [InlineData("localhost:{port}")]
    [InlineData("LOCALHOST")]
    [InlineData("[::1]:{port}")]
    [InlineData("192.0.2.7")]
    [InlineData("")]
    public async Task Addresses_and_localhost_are_the_servers_and_so_is_no_name(string host) =>
        Assert.Equal(200, (await RawRequest.SendAsync(server.Address, ["GET /browse HTTP/1.1", Host(host)])).Status);

    [Theory]
    [InlineData(":")]
    [InlineData(":80")]
    [InlineData("a:b")]
    [InlineData("[::")]
    [InlineData("a:99999")]
    [InlineData("-")]
    [InlineData("a..b")]
    [InlineData("%41")]
    public async Task A_malformed_name_is_a_bad_request_on_a_page_too(string host)
    {
        await using var open = await StubServer.StartAsync(server.Registers, ("AllowedHosts", "*"));
        foreach (var each in new[] { server.Address, open.Client.BaseAddress! })
            Assert.InRange((await RawRequest.SendAsync(each, ["GET /browse HTTP/1.1", $"Host: {host}"])).Status, 200, 499);
    }

    [Fact]
    public async Task Names_that_are_allowed_are_served_and_others_are_not()
    {
        await using var named = await StubServer.StartAsync(server.Registers, ("AllowedHosts", "actors.example; *.in.example"));
        foreach (var (host, status) in new[] { ("actors.example:81", 200), ("a.in.example", 200), ("in.example", 421), ("b.actors.example", 421), ("127.0.0.1", 200), ("evil.example", 421) })
            Assert.Equal(status, (await RawRequest.SendAsync(named.Client.BaseAddress!, ["GET /browse HTTP/1.1", $"Host: {host}"])).Status);
    }

    [Theory]
    [InlineData("Origin: http://evil.example")]
    [InlineData("Origin: http://127.0.0.1:1")]
    [InlineData("Origin: null")]
    [InlineData("Origin: ")]
    [InlineData("Origin: http://{host}, http://evil.example")]
    [InlineData("Sec-Fetch-Site: cross-site")]
    [InlineData("Sec-Fetch-Site: same-site")]
    [InlineData("Sec-Fetch-Site: ")]
    [InlineData("Origin: http://{host}\r\nSec-Fetch-Site: cross-site")]
    [InlineData("Origin: http://evil.example\r\nSec-Fetch-Site: same-origin")]
    public async Task A_page_of_another_server_changes_nothing(string from)
    {
        var header = from.Replace("{host}", server.Address.Authority, StringComparison.Ordinal);
        foreach (var line in new[]
        {
            "POST /nodes/n1/stop HTTP/1.1", "POST /orders/17/cancel HTTP/1.1", "PUT /registers/foreign HTTP/1.1", "DELETE /kv/foreign HTTP/1.1", "X-Y / HTTP/1.1",
            "POST / HTTP/1.1", "POST /_blazor/negotiate?negotiateVersion=1 HTTP/1.1", "GET /_blazor?id=x HTTP/1.1", "POST /dashboard HTTP/1.1", "GET /user-of-the-day?date=2001-01-01 HTTP/1.1", "GET /User-Of-The-Day/ HTTP/1.1",
        })
            Assert.Contains("\"type\":\"foreign-page\"", await RefusedAsync(403, line, header), StringComparison.Ordinal);
        await RefusedAsync(403, "GET /health/live HTTP/1.1", header, "Upgrade: websocket");
        Assert.Equal(200, (await RawRequest.SendAsync(server.Address, ["GET /browse HTTP/1.1", header])).Status);
        Assert.Equal(404, (int)(await server.Client.GetAsync("/registers/foreign")).StatusCode);
    }

    [Theory]
    [InlineData("Origin: http://{host}")]
    [InlineData("Origin: https://{host}")]
    [InlineData("Origin: http://{host}\r\nSec-Fetch-Site: same-origin")]
    [InlineData("Sec-Fetch-Site: none")]
    [InlineData("Accept: */*")]
    public async Task Pages_of_this_server_and_programs_do_what_they_like(string from)
    {
        var (status, _) = await RawRequest.SendAsync(server.Address, ["PUT /registers/own HTTP/1.1", from.Replace("{host}", server.Address.Authority, StringComparison.Ordinal)], "x");
        Assert.InRange(status, 200, 201);
    }

    private string Host(string host) => $"Host: {host.Replace("{port}", $"{server.Address.Port}", StringComparison.Ordinal)}";

    /// <returns>The whole answer.</returns>
    private async Task<string> RefusedAsync(int status, params string[] head)
    {
        var (told, answer) = await RawRequest.SendAsync(server.Address, head);
        Assert.True(status == told, $"{string.Join('\n', head)}\n\n{answer}");
        return answer;
    }
}
