using System.Globalization;

namespace Actors.Silo.Tests;

/// <summary>Requests made of what is special somewhere: nothing that comes from outside is a fault of the server.</summary>
public sealed class MalformedRequestTests(MemoryServer server) : IClassFixture<MemoryServer>
{
    private const int Seed = 20261130, Requests = 2_500, AtOnce = 8;

    private static readonly string[] Methods = ["GET", "GET", "HEAD", "PUT", "PUT", "POST", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "X-Y"];

    private static readonly string[] Starts =
    [
        "/registers/", "/registers/", "/kv/", "/kv/", "/locks/", "/locks/", "/orders/", "/orders/", "/users/", "/nodes/", "/user-of-the-day", "/orders", "/users", "/orders/history",
        "/browse", "/log", "/today", "/metrics", "/openapi/", "http://HOST/kv/", "http://other/kv/", "/", "//", "*", "", "x", "/%", "/\\",
    ];

    private static readonly string[] Ends = ["", "", "", "/acquire", "/renew", "/release", "/cancel", "/ship", "/stop", "/history", "/", "?", "?x=%FF", "?date=%00", "?from=1e9", "?date=2026-02-30", "?from=-0", "#x", "?key=%ED%A0%80"];

    private static readonly string[] Names =
    [
        "If-Match", "If-None-Match", "If-Unmodified-Since", "If-Modified-Since", "If-Range", "Range", "Content-Range", "Content-Encoding", "Transfer-Encoding", "Content-Type",
        "Content-Type", "Content-Type", "Idempotency-Key", "Prefer", "Accept", "Accept-Encoding", "Expect", "Upgrade", "X-Forwarded-For", "Cookie", "Content-Length", "Host", "Origin",
    ];

    private static readonly string[] Values =
    [
        "*", "\"1\"", "W/\"1\"", "\"1\", \"2\"", "\"", "", ",", "wait=0", "wait=x", "wait", "wait=-1", "gzip", "chunked", "identity", "gzip, chunked", "bytes 0-1/2", "bytes=0-1",
        "application/json", "application/json; charset=utf-16", "application/json; charset=x", "text/plain", "x", "/", "\u00e9", "6f1b1f0e-4f3a-4c55-9f0e-3a1d2c4b5a69",
        "Sun, 06 Nov 1994 08:49:37 GMT", "100-continue", "-1", "99999999999999999999", "a\tb", "multipart/form-data; boundary=", "application/x-www-form-urlencoded",
    ];

    private static readonly string[] Bodies =
    [
        "", "", "x", "{}", "null", "[]", "{", "\"\\ud800\"", "{\"token\":1}", "{\"token\":1e400}", "{\"owner\":\"anna\"}", "{\"owner\":\"\\ud800\"}", "{\"owner\":\"anna\",\"leaseSeconds\":1e-9}",
        "{\"name\":\"\\udc00x\"}", "{\"name\":\"Ada\"}", "{\"id\":\"\\ud800\",\"customer\":\"\\ud800\",\"items\":[{\"sku\":\"\\ud800\",\"quantity\":1}]}",
        "{\"customer\":\"Ada\",\"items\":[{\"sku\":\"A\",\"quantity\":1}]}", "{\"customer\":\"Ada\",\"items\":[{\"sku\":null}]}", "{\"items\":{}}", "\uFEFF{}", "{\"owner\":\"a\",\"owner\":\"b\"}",
    ];

    [Fact(Timeout = 300_000)]
    public async Task Whatever_comes_is_answered_and_never_with_a_fault_of_the_server() =>
        await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            var random = new Random(Seed + i);
            var (method, target, headers, body) = (One(random, Methods), TargetOf(random), HeadersOf(random), One(random, Bodies));
            var (status, answer) = await RawRequest.SendAsync(server.Address, [$"{method} {target} HTTP/1.1", .. headers], body);
            Assert.True(
                status is (>= 200 and < 500) or 503 or 504 || (status == 0 && answer.Length == 0),
                string.Create(CultureInfo.InvariantCulture, $"{i} of seed {Seed}: {method} {target}\n{string.Join('\n', headers)}\n{body}\n\n{answer}"));
        });

    private string TargetOf(Random random)
    {
        var key = AnyKey.Of(random);
        var written = random.Next(3) == 0 ? key : AnyKey.Encode(key, random);
        return (One(random, Starts) + written + One(random, Ends)).Replace("HOST", server.Address.Authority, StringComparison.Ordinal).Replace(' ', random.Next(2) == 0 ? ' ' : '+');
    }

    private static List<string> HeadersOf(Random random) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => $"{One(random, Names)}: {One(random, Values)}")];

    private static string One(Random random, string[] all) => all[random.Next(all.Length)];
}
