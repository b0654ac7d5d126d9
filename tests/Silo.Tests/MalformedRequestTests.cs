using System.Globalization;

namespace Actors.Silo.Tests;

/// <summary>
/// Requests made of what is special somewhere, to a process with three nodes: nothing that comes from outside is a fault of the server. <c>tests/fuzz/http</c>
/// sends more.
/// </summary>
public sealed class MalformedRequestTests(SharedSilo silo) : IClassFixture<SharedSilo>
{
    private const int AtOnce = 8, Parts = 4, MayGrowKiB = 192 * 1024;

    private static readonly int s_requests = Setting("ACTORS_HTTP_REQUESTS", 2_500), s_seed = Setting("ACTORS_HTTP_SEED", 20261130);

    private static readonly string s_long = new('x', 40_000);

    private static readonly string[] Methods = ["GET", "GET", "HEAD", "PUT", "PUT", "POST", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "X-Y"];

    private static readonly string[] Starts =
    [
        "/registers/", "/registers/", "/kv/", "/kv/", "/locks/", "/locks/", "/orders/", "/orders/", "/users/", "/nodes/", "/user-of-the-day", "/orders", "/users", "/orders/history",
        "/browse", "/log", "/today", "/metrics", "/openapi/", "/browse?key=", "/today?day=", "/explore/", "/cluster-view", "/cluster", "/_blazor", "/_blazor/negotiate", "/_blazor?id=",
        "/_framework/", "/reference/", "/dashboard", "/dashboard/", "/dashboard/ClusterStats", "/user-of-the-day?date=0001-01-01&", "/health/ready", "http://HOST/kv/", "http://other/kv/", "/", "//", "*", "", "x", "/%", "/\\",
    ];

    private static readonly string[] Ends = ["", "", "", "/acquire", "/renew", "/release", "/cancel", "/ship", "/stop", "/history", "/", "?", "?x=%FF", "?date=%00", "?from=1e9", "?date=2026-02-30", "?from=-0", "#x", "?key=%ED%A0%80"];

    private static readonly string[] Names =
    [
        "If-Match", "If-None-Match", "If-Unmodified-Since", "If-Modified-Since", "If-Range", "Range", "Content-Range", "Content-Encoding", "Transfer-Encoding", "Content-Type",
        "Content-Type", "Content-Type", "Idempotency-Key", "Prefer", "Accept", "Accept-Encoding", "Expect", "Upgrade", "X-Forwarded-For", "Cookie", "Content-Length", "Host", "Host", "Origin",
        "Sec-Fetch-Site", "Connection", "Transfer-Encoding ", "Sec-WebSocket-Version", "Content-Disposition", "X-Long", "Sec-WebSocket-Protocol", "Accept-Language", "Forwarded", "TE",
    ];

    private static readonly string[] Values =
    [
        "*", "\"1\"", "W/\"1\"", "\"1\", \"2\"", "\"", "", ",", "wait=0", "wait=x", "wait", "wait=-1", "gzip", "chunked", "identity", "gzip, chunked", "bytes 0-1/2", "bytes=0-1",
        "application/json", "application/json; charset=utf-16", "application/json; charset=x", "text/plain", "x", "/", "\u00e9", "6f1b1f0e-4f3a-4c55-9f0e-3a1d2c4b5a69",
        "Sun, 06 Nov 1994 08:49:37 GMT", "100-continue", "-1", "99999999999999999999", "a\tb", "multipart/form-data; boundary=", "application/x-www-form-urlencoded",
        "application/json; charset=utf-7", "application/json; charset=\"", "application/json; charset=utf-8; charset=x", "text/html; charset=x", "multipart/form-data; boundary=x",
        "127.0.0.1", "localhost:99999", "[::", "a..b", ":80", "evil.example", "a@b", "a/b", "%41", "cross-site", "same-origin", "null", "http://evil.example", "websocket", "h2c",
        "Upgrade", "close, Upgrade", "keep-alive", "Transfer-Encoding", "chunked, chunked", "xchunked", "0", "5, 5", "+5", "0x5", "5 ", "trailers", s_long, "\u0001", ": ", "a\r\n b",
    ];

    private static readonly string[] ChunkedBodies =
    [
        "0\r\n\r\n", "2\r\n{}\r\n0\r\n\r\n", "FFFFFFFFFFFFFFFFF\r\n{}", "80000000\r\n{}", "-1\r\n{}", "+2\r\n{}\r\n0\r\n\r\n", "0x2\r\n{}", "2;a=\"b\r\n{}\r\n0\r\n\r\n", "2\n{}\n0\n\n", "2\r\n{}}\r\n0\r\n\r\n",
        "\r\n", "g\r\n", "0\r\nX: y\r\n\r\n", "0\r\n\r\nGET /nodes HTTP/1.1\r\n\r\n",
    ];

    private static readonly string[] Bodies =
    [
        "", "", "x", "{}", "null", "[]", "{", "\"\\ud800\"", "{\"token\":1}", "{\"token\":1e400}", "{\"owner\":\"anna\"}", "{\"owner\":\"\\ud800\"}", "{\"owner\":\"anna\",\"leaseSeconds\":1e-9}",
        "{\"name\":\"\\udc00x\"}", "{\"name\":\"Ada\"}", "{\"id\":\"\\ud800\",\"customer\":\"\\ud800\",\"items\":[{\"sku\":\"\\ud800\",\"quantity\":1}]}",
        "{\"customer\":\"Ada\",\"items\":[{\"sku\":\"A\",\"quantity\":1}]}", "{\"customer\":\"Ada\",\"items\":[{\"sku\":null}]}", "{\"items\":{}}", "\uFEFF{}", "{\"owner\":\"a\",\"owner\":\"b\"}",
    ];

    [Fact(Timeout = 3_600_000)]
    public async Task Whatever_comes_is_answered_and_never_with_a_fault_of_the_server()
    {
        var resident = new List<long>();
        for (var part = 0; part < Parts; part++)
        {
            await Parallel.ForAsync(part * s_requests / Parts, (part + 1) * s_requests / Parts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) => await AskAsync(i));
            resident.Add(ResidentKiB());
        }
        var figures = string.Join(", ", resident.Select(kib => $"{kib / 1024} MiB"));
        TestContext.Current.TestOutputHelper!.WriteLine($"{s_requests} requests of seed {s_seed}; memory after each quarter: {figures}");
        using var ready = await silo.Client.GetAsync("/health/ready");
        Assert.True(ready.IsSuccessStatusCode, await ready.Content.ReadAsStringAsync());
        Assert.True(resident[^1] - resident[0] < MayGrowKiB, figures);
    }

    private async Task AskAsync(int i)
    {
        var random = new Random(s_seed + i);
        var (method, target, headers) = (One(random, Methods), TargetOf(random), HeadersOf(random));
        var isChunked = random.Next(8) == 0;
        var body = One(random, isChunked ? ChunkedBodies : Bodies);
        if (isChunked) headers.Add("Transfer-Encoding: chunked");
        var (status, answer) = await RawRequest.SendAsync(Server, [$"{method} {target} HTTP/1.{(random.Next(10) == 0 ? 0 : 1)}", .. headers], body);
        Assert.True(
            status is (>= 200 and < 500) or 503 or 504 or 507 || (status == 0 && answer.Length == 0),
            string.Create(CultureInfo.InvariantCulture, $"{i} of seed {s_seed}: {method} {target}\n{string.Join('\n', headers)}\n{body}\n\n{answer}"));
    }

    private Uri Server => new(silo.Process.Url);

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private long ResidentKiB() => long.Parse(
        File.ReadLines($"/proc/{silo.Process.Id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    private string TargetOf(Random random)
    {
        var key = AnyKey.Of(random);
        var written = random.Next(3) == 0 ? key : AnyKey.Encode(key, random);
        return (One(random, Starts) + written + One(random, Ends)).Replace("HOST", Server.Authority, StringComparison.Ordinal).Replace(' ', random.Next(2) == 0 ? ' ' : '+');
    }

    private static List<string> HeadersOf(Random random) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => $"{One(random, Names)}: {One(random, Values)}")];

    private static string One(Random random, string[] all) => all[random.Next(all.Length)];
}
