using System.Net;
using Actors.Log.Tests;

namespace Actors.Silo.Tests;

/// <summary>Conditions mean what RFC 9110 says, or are refused.</summary>
public sealed class PreconditionTests : IAsyncLifetime
{
    private StubServer? _server;

    public static TheoryData<string, string> Unconditional => new()
    {
        { "GET", "/registers/key/acceptors" }, { "GET", "/locks/key" }, { "POST", "/locks/key/acquire" }, { "POST", "/locks/key/renew" }, { "POST", "/locks/key/release" },
        { "POST", "/orders" }, { "GET", "/orders/17" }, { "POST", "/orders/17/ship" }, { "POST", "/orders/17/cancel" }, { "GET", "/orders/history" },
        { "GET", "/users" }, { "POST", "/users" }, { "DELETE", "/users/Leslie" }, { "GET", "/user-of-the-day" }, { "GET", "/cluster" }, { "GET", "/health/live" },
        { "GET", "/nodes" }, { "POST", "/nodes/n1/stop" }, { "GET", "/metrics" },
    };

    public async ValueTask InitializeAsync() => _server = await StubServer.StartAsync(new MemoryRegisters());

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    [Theory]
    [MemberData(nameof(Unconditional))]
    public async Task A_condition_that_would_be_ignored_is_refused(string method, string target)
    {
        foreach (var (name, value) in (List<(string, string)>)[("If-Match", "*"), ("If-None-Match", "\"1\""), ("If-Unmodified-Since", "Sun, 06 Nov 1994 08:49:37 GMT")])
        {
            using var answer = await SendAsync(method, target, "{}", (name, value));
            await answer.RequireProblemAsync(HttpStatusCode.BadRequest, "unsupported-header");
        }
        Assert.Contains("Leslie", await _server!.Client.GetStringAsync("/users"));
    }

    [Theory]
    [InlineData("POST", "/orders")]
    [InlineData("POST", "/locks/key/acquire")]
    [InlineData("POST", "/users")]
    public async Task So_is_an_id_that_would_be(string method, string target)
    {
        using var answer = await SendAsync(method, target, "{}", ("Idempotency-Key", $"{Guid.NewGuid()}"));
        await answer.RequireProblemAsync(HttpStatusCode.BadRequest, "unsupported-header");
    }

    [Theory]
    [InlineData("PUT", "/registers/key")]
    [InlineData("PUT", "/kv/key")]
    [InlineData("DELETE", "/kv/key")]
    public async Task A_date_is_no_condition_of_a_change(string method, string target)
    {
        using var answer = await SendAsync(method, target, "value", ("If-Unmodified-Since", "Sun, 06 Nov 1994 08:49:37 GMT"));
        await answer.RequireProblemAsync(HttpStatusCode.BadRequest, "unsupported-header");
    }

    [Theory]
    [InlineData("/registers/key")]
    [InlineData("/kv/key")]
    public async Task A_body_is_whole_and_as_it_is(string target)
    {
        using (var range = await SendAsync("PUT", target, "value", ("Content-Range", "bytes 0-4/10"))) await range.RequireProblemAsync(HttpStatusCode.BadRequest, "unsupported-header");
        using (var zipped = await SendAsync("PUT", target, "value", ("Content-Encoding", "gzip")))
        {
            await zipped.RequireProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
            Assert.Equal("identity", string.Join(",", zipped.Headers.NonValidated["Accept-Encoding"]));
        }
        var server = _server!.Client.BaseAddress!;
        Assert.Equal(415, (await RawRequest.SendAsync(server, [$"PUT {target} HTTP/1.1", "Transfer-Encoding: gzip, chunked"], "")).Status);
        using var missing = await _server!.Client.GetAsync(target);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        using var plain = await SendAsync("PUT", target, "value", ("Content-Encoding", "identity"));
        Assert.Equal(HttpStatusCode.Created, plain.StatusCode);
    }

    [Theory]
    [InlineData("/registers/key", "00000000-0000-0000-0000-000000000001")]
    [InlineData("/kv/key", "1")]
    public async Task A_get_has_conditions(string target, string tag)
    {
        using (var none = await SendAsync("GET", target, null, ("If-None-Match", "*"))) Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        using (var put = await SendAsync("PUT", target, "value", ("Idempotency-Key", "00000000-0000-0000-0000-000000000001"))) Assert.Equal($"\"{tag}\"", put.Headers.ETag!.Tag);
        foreach (var (name, value, status) in (List<(string, string, int)>)
        [
            ("If-None-Match", $"\"{tag}\"", 304), ("If-None-Match", $"\"x\", W/\"{tag}\"", 304), ("If-None-Match", "*", 304), ("If-None-Match", "\"x\"", 200), ("If-None-Match", $"\"0{tag}\"", 200),
            ("If-Match", $"\"{tag}\"", 200), ("If-Match", $"\"x\", \"{tag}\"", 200), ("If-Match", "*", 200), ("If-Match", $"W/\"{tag}\"", 412), ("If-Match", $"\"0{tag}\"", 412),
            ("If-Match", tag, 400), ("If-Match", "\"", 400), ("If-Match", $"*, \"{tag}\"", 400), ("If-None-Match", "", 400), ("If-None-Match", $"\"{tag}\" \"x\"", 400),
        ])
            foreach (var method in (string[])["GET", "HEAD"])
            {
                using var answer = await SendAsync(method, target, null, (name, value));
                Assert.True(status == (int)answer.StatusCode, $"{method} {name}: {value} is {answer.StatusCode}");
                if (status is 200 or 304) Assert.Equal($"\"{tag}\"", answer.Headers.ETag!.Tag);
                Assert.Equal(method == "GET" && status == 200 ? "value" : "", status < 400 ? await answer.Content.ReadAsStringAsync() : "");
            }
    }

    [Fact]
    public async Task A_proposal_with_a_condition_never_wins_against_it()
    {
        using (var absent = await SendAsync("PUT", "/registers/key", "value", ("If-Match", "*"))) await absent.RequireProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        using (var undecided = await _server!.Client.GetAsync("/registers/key")) Assert.Equal(HttpStatusCode.NotFound, undecided.StatusCode);
        var id = Guid.NewGuid();
        for (var i = 0; i < 2; i++)
        {
            using var first = await SendAsync("PUT", "/registers/key", "value", ("If-None-Match", "*"), ("Idempotency-Key", $"{id}"));
            Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        }
        foreach (var (name, value, status) in (List<(string, string, int)>)
        [
            ("If-None-Match", "*", 412), ("If-None-Match", $"\"{id}\"", 412), ("If-None-Match", "\"x\"", 200), ("If-Match", $"\"{id}\"", 200), ("If-Match", "*", 200),
            ("If-Match", "\"x\"", 412), ("If-Match", $"W/\"{id}\"", 412),
        ])
        {
            using var answer = await SendAsync("PUT", "/registers/key", "other", (name, value));
            Assert.True(status == (int)answer.StatusCode, $"{name}: {value} is {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_version_is_written_in_one_way()
    {
        for (var i = 0; i < 30; i++) (await SendAsync("PUT", "/kv/key", $"{i}")).Dispose();
        foreach (var method in (string[])["PUT", "DELETE"])
            foreach (var (name, value, status) in (List<(string, string, int)>)
            [
                ("If-Match", "\"030\"", 412), ("If-Match", "\"+30\"", 412), ("If-Match", "W/\"30\"", 412), ("If-Match", "\"x\"", 412), ("If-Match", "\"29\"", 412), ("If-Match", "\"29\", \"30\"", 400),
                ("If-Match", "30", 400), ("If-None-Match", "\"29\"", 400), ("If-None-Match", "*", method == "PUT" ? 412 : 400), ("If-Match", "\"30\", \"x\"", 204),
            ])
            {
                using var answer = await SendAsync(method, "/kv/key", "new", (name, value));
                Assert.True(status == (int)answer.StatusCode, $"{method} {name}: {value} is {answer.StatusCode}");
                if (status == 204 && method == "PUT") await RestoreAsync();
            }
        using (var any = await SendAsync("PUT", "/kv/key", "new", ("If-Match", "*"))) await any.RequireProblemAsync(HttpStatusCode.BadRequest, "unsupported-header");
        using var nothing = await SendAsync("DELETE", "/kv/key", null, ("If-Match", "*"));
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);

        // A server of its own has version 30 again.
        async Task RestoreAsync()
        {
            await _server!.DisposeAsync();
            await InitializeAsync();
            for (var i = 0; i < 30; i++) (await SendAsync("PUT", "/kv/key", $"{i}")).Dispose();
        }
    }

    private Task<HttpResponseMessage> SendAsync(string method, string target, string? body = null, params (string Name, string Value)[] headers)
    {
        var request = _server!.Client.Request(new HttpMethod(method), target, body is null ? null : target.StartsWith("/registers/key", StringComparison.Ordinal) || target.StartsWith("/kv", StringComparison.Ordinal) ? new StringContent(body) : Answers.Json(body));
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content!.Headers.TryAddWithoutValidation(name, value);
        return _server.Client.SendAsync(request);
    }
}
