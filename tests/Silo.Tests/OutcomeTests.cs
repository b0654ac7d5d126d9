using System.Net;
using Actors.Paxos;

namespace Actors.Silo.Tests;

/// <summary>What callers over HTTP are told when there is no decision: which of the two it is decides what they may do next.</summary>
public sealed class OutcomeTests
{
    private const string Order = """{"customer":"anna","items":[{"sku":"tea","quantity":1}]}""";

    public static TheoryData<string, string, string?> Calls => new()
    {
        { "PUT", "/registers/key", "x" },
        { "GET", "/registers/key", null },
        { "POST", "/orders", Order },
        { "GET", "/orders/17", null },
        { "POST", "/orders/17/ship", null },
        { "GET", "/user-of-the-day", null },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task An_unknown_outcome_is_504_and_says_that_the_proposal_may_yet_win(string method, string target, string? body)
    {
        await using var server = await StubServer.StartAsync(new StubRegisters(OutcomeKind.Unknown));
        using var answer = await SendAsync(server, method, target, body);
        var problem = await answer.RequireProblemAsync(HttpStatusCode.GatewayTimeout, "unknown-outcome");
        Assert.Contains("The proposal may yet win: ask again with the same proposal id.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        // Coming back soon does no good by itself: what matters is the id.
        Assert.Null(answer.Headers.RetryAfter);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task No_quorum_is_503_and_says_when_to_come_back(string method, string target, string? body)
    {
        await using var server = await StubServer.StartAsync(new StubRegisters(OutcomeKind.NoQuorum));
        using var answer = await SendAsync(server, method, target, body);
        await answer.RequireProblemAsync(HttpStatusCode.ServiceUnavailable, "no-quorum");
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private static Task<HttpResponseMessage> SendAsync(StubServer server, string method, string target, string? body) => server.Client.SendAsync(
        server.Client.Request(new HttpMethod(method), target, body is null ? null : target == "/orders" ? Answers.Json(body) : new StringContent(body)));
}
