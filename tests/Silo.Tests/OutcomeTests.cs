using System.Net;
using Actors.Paxos;

namespace Actors.Silo.Tests;

/// <summary>What callers over HTTP are told when there is no decision: which of the two it is decides what they may do next.</summary>
public sealed class OutcomeTests
{
    private const string Order = """{"customer":"anna","items":[{"sku":"tea","quantity":1}]}""";

    public static TheoryData<string, string, string?, string> Calls => new()
    {
        { "PUT", "/registers/key", "x", "ask again with the same Idempotency-Key" },
        { "GET", "/registers/key", null, "Ask again" },
        { "POST", "/orders", Order, "send it again with the same id" },
        { "GET", "/orders/17", null, "Ask again" },
        { "POST", "/orders/17/ship", null, "ask again, which is harmless" },
        { "GET", "/user-of-the-day", null, "ask again, which is harmless" },
        { "PUT", "/kv/key", "x", "ask again with the same Idempotency-Key" },
        { "DELETE", "/kv/key", null, "ask again with the same Idempotency-Key" },
        { "GET", "/kv/key", null, "Ask again" },
        { "GET", "/locks/key", null, "Ask again" },
        { "POST", "/locks/key/acquire", """{"owner":"anna"}""", "acquire again as the same owner" },
        { "POST", "/locks/key/renew", """{"token":1}""", "renew again with the same token" },
        { "POST", "/locks/key/release", """{"token":1}""", "release again with the same token" },
        { "DELETE", "/users/Leslie", null, "ask again, which is harmless" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task An_unknown_outcome_is_504_and_says_what_to_do(string method, string target, string? body, string advice)
    {
        await using var server = await StubServer.StartAsync(new StubRegisters(OutcomeKind.Unknown));
        using var answer = await SendAsync(server, method, target, body);
        var problem = await answer.RequireProblemAsync(HttpStatusCode.GatewayTimeout, "unknown-outcome");
        RequireAdvice(advice, problem.GetProperty("detail").GetString()!);
        // Coming back soon does no good by itself: what matters is the id.
        Assert.Null(answer.Headers.RetryAfter);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("PUT", "x")]
    [InlineData("GET", null)]
    public async Task A_register_whose_acceptors_contradict_each_other_is_500_and_says_so(string method, string? body)
    {
        await using var server = await StubServer.StartAsync(new StubRegisters(OutcomeKind.Unknown, new InvariantException("Register 'key': No round is left above 7.")));
        using var answer = await SendAsync(server, method, "/registers/key", body);
        Assert.Contains("No round is left", (await answer.RequireProblemAsync(HttpStatusCode.InternalServerError, "broken-register")).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task No_quorum_is_503_and_says_when_to_come_back(string method, string target, string? body, string advice)
    {
        await using var server = await StubServer.StartAsync(new StubRegisters(OutcomeKind.NoQuorum));
        using var answer = await SendAsync(server, method, target, body);
        RequireAdvice(advice, (await answer.RequireProblemAsync(HttpStatusCode.ServiceUnavailable, "no-quorum")).GetProperty("detail").GetString()!);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    /// <summary>In the words of the endpoint, and not of what is underneath.</summary>
    private static void RequireAdvice(string advice, string detail)
    {
        Assert.Contains(advice, detail, StringComparison.Ordinal);
        Assert.DoesNotContain("proposal id", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("under the same id", detail, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SendAsync(StubServer server, string method, string target, string? body) => server.Client.SendAsync(
        server.Client.Request(new HttpMethod(method), target, body is null ? null : body.StartsWith('{') ? Answers.Json(body) : new StringContent(body)));
}
