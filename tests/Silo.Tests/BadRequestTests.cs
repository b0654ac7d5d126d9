using System.Net;
using System.Text;
using Actors.Demo;
using Actors.Paxos;

namespace Actors.Silo.Tests;

/// <summary>Requests that were once faults of the server.</summary>
public sealed class BadRequestTests(MemoryServer server) : IClassFixture<MemoryServer>
{
    private const string Order = """{"customer":"Ada","items":[{"sku":"A","quantity":1}]}""";

    [Theory]
    [InlineData("x", 415)]
    [InlineData("utf-7", 415)]
    [InlineData("utf-16", 415)]
    [InlineData("\"utf-16\"", 415)]
    [InlineData("\"\"", 415)]
    [InlineData("utf-8", 201)]
    [InlineData("UTF-8", 201)]
    [InlineData("\"utf-8\"", 415)]
    public async Task Json_is_utf_8(string charset, int status)
    {
        var (told, answer) = await RawRequest.SendAsync(server.Address, ["POST /orders HTTP/1.1", $"Content-Type: application/json; charset={charset}"], Order);
        Assert.True(told == status, answer);
    }

    [Fact]
    public async Task A_value_keeps_any_charset() => Assert.Equal(
        201, (await RawRequest.SendAsync(server.Address, [$"PUT /registers/{Answers.NewKey()} HTTP/1.1", "Content-Type: application/json; charset=x"], "{}")).Status);

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFFF\r\nx\r\n0\r\n\r\n")]
    [InlineData("80000000\r\nx\r\n0\r\n\r\n")]
    [InlineData("-1\r\nx\r\n0\r\n\r\n")]
    [InlineData("x\r\n")]
    [InlineData("1;a=b\r\nxy\r\n0\r\n\r\n")]
    public async Task A_body_that_is_badly_chunked_is_a_bad_request_wherever_it_goes(string body)
    {
        foreach (var target in new[]
        {
            "PUT /registers/chunked", "PUT /kv/chunked", "POST /orders", "POST /users", "POST /locks/chunked/acquire", "POST /browse", "POST /nodes/n9/stop", "POST /no/such/thing",
        })
            foreach (var type in new[] { "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x" })
            {
                var (status, answer) = await RawRequest.SendAsync(server.Address, [$"{target} HTTP/1.1", $"Content-Type: {type}", "Transfer-Encoding: chunked"], body);
                Assert.True(status is 0 or (>= 400 and < 500), $"{target} {type}\n{answer}");
            }
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"a\\u001b[2Jb\"")]
    [InlineData("{\"a\":1}")]
    [InlineData("null")]
    [InlineData("not json")]
    public async Task A_register_of_a_day_that_holds_something_else_is_said_to(string value)
    {
        var key = new RegisterKey(UserOfTheDay.KeyOf(new DateOnly(2011, 1, 1)));
        server.Registers.Damage(key, new Proposal(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes(value), "text/plain")));
        using var answer = await server.Client.GetAsync("/user-of-the-day?date=2011-01-01");
        var problem = await answer.RequireProblemAsync(HttpStatusCode.Conflict, "not-a-user");
        Assert.Contains("GET /registers/user-of-the-day/2011-01-01", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1999-12-31")]
    public async Task Asking_about_a_day_of_long_ago_writes_nothing(string date)
    {
        using var answer = await server.Client.GetAsync($"/user-of-the-day?date={date}");
        await answer.RequireProblemAsync(HttpStatusCode.Conflict, "past-date");
        Assert.DoesNotContain(new RegisterKey($"user-of-the-day/{date}"), server.Registers.Decided.Keys);
    }
}
