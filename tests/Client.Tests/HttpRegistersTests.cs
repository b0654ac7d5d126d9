using System.Net;
using System.Text;
using Actors.Client.Cluster;
using Actors.Paxos;
using Actors.Registers;

namespace Actors.Client.Tests;

public sealed class HttpRegistersTests
{
    private static readonly RegisterKey Key = new("a b/c");
    private static readonly Proposal Own = new(new ProposalId(Guid.Parse("6f1b1f0e-4f3a-4c55-9f0e-3a1d2c4b5a69")), new RegisterValue("red"u8.ToArray(), "text/plain"));

    [Theory]
    [InlineData(HttpStatusCode.Created)]
    [InlineData(HttpStatusCode.OK)]
    public async Task A_proposal_is_put_under_its_id(HttpStatusCode status)
    {
        HttpRequestMessage? sent = null;
        var outcome = await Answering(request =>
        {
            sent = request;
            return Winner(status);
        }).ProposeAsync(Key, Own);
        Assert.Equal((HttpMethod.Put, "/registers/a%20b%2Fc"), (sent!.Method, sent.RequestUri!.AbsolutePath));
        Assert.Equal(Own.Id.ToString(), Assert.Single(sent.Headers.GetValues("Idempotency-Key")));
        Assert.Equal((OutcomeKind.Decided, Own), (outcome.Kind, outcome.Proposal));
    }

    [Fact]
    public async Task Any_key_is_one_segment_that_means_it()
    {
        string[] parts = ["/", ".", "..", "%", "%2F", "%2E", "\\", "+", " ", "?", "#", "a", "é", "🔑", "\u0001", "acceptors"];
        var random = new Random(17);
        for (var i = 0; i < 2_000; i++)
        {
            var key = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => parts[random.Next(parts.Length)]));
            HttpRequestMessage? sent = null;
            await Answering(request =>
            {
                sent = request;
                return Problem(HttpStatusCode.NotFound, "undecided");
            }).ReadAsync(new RegisterKey(key));
            var target = sent!.RequestUri!.PathAndQuery;
            Assert.StartsWith("/registers/", target, StringComparison.Ordinal);
            var segment = target["/registers/".Length..];
            Assert.DoesNotContain('/', segment);
            Assert.DoesNotContain('?', segment);
            Assert.False(segment is "." or "..", key);
            Assert.Equal(key, Uri.UnescapeDataString(segment));
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "undecided", OutcomeKind.Undecided)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "no-quorum", OutcomeKind.NoQuorum)]
    [InlineData(HttpStatusCode.GatewayTimeout, "unknown-outcome", OutcomeKind.Unknown)]
    public async Task What_has_a_name_keeps_it(HttpStatusCode status, string type, OutcomeKind kind) =>
        Assert.Equal(kind, (await Answering(_ => Problem(status, type)).ReadAsync(Key)).Kind);

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "not-found")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "stopping")]
    [InlineData(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused")]
    public async Task Anything_else_is_an_error(HttpStatusCode status, string type) =>
        await Assert.ThrowsAsync<HttpRequestException>(() => Answering(_ => Problem(status, type)).ReadAsync(Key));

    [Fact]
    public async Task A_page_that_is_not_there_is_no_undecided_register() =>
        await Assert.ThrowsAsync<HttpRequestException>(() => Answering(_ => new HttpResponseMessage(HttpStatusCode.NotFound)).ReadAsync(Key));

    [Fact]
    public async Task A_wait_waits_out_what_is_undecided_and_what_fails()
    {
        var answers = new Queue<Func<HttpResponseMessage>>(
            [() => Problem(HttpStatusCode.NotFound, "undecided"), () => throw new HttpRequestException("It is down."), () => Winner(HttpStatusCode.OK)]);
        Assert.Equal(Own, await Answering(_ => answers.Dequeue()()).WaitAsync(Key));
    }

    [Fact]
    public async Task A_lost_call_goes_on_through_another_node_under_the_same_id()
    {
        var right = new FakeRegisters();
        var asked = new List<ProposalId>();
        var broken = new LyingRegisters(right, (own, _) =>
        {
            asked.Add(own.Id);
            throw new HttpRequestException("It is down.");
        });
        var registers = new FailoverRegisters([broken, right], TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeProvider.System);
        for (var i = 0; i < 2; i++) Assert.Equal(Own, (await registers.ProposeAsync(Key, Own)).Proposal);
        Assert.Equal([Own.Id], asked);
    }

    [Fact]
    public async Task A_node_without_a_quorum_has_another_one_asked_under_the_same_id()
    {
        var right = new FakeRegisters();
        var asked = new List<ProposalId>();
        var woken = new LyingRegisters(new FakeRegisters { Trouble = OutcomeKind.NoQuorum }, (own, outcome) =>
        {
            asked.Add(own.Id);
            return outcome;
        });
        var registers = new FailoverRegisters([woken, right, woken], TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeProvider.System);
        for (var i = 0; i < 3; i++) Assert.Equal(Own, (await registers.ProposeAsync(Key, Own)).Proposal);
        Assert.Equal([Own.Id, Own.Id, Own.Id], asked);
    }

    [Fact]
    public async Task There_is_no_quorum_when_every_node_says_so()
    {
        var asked = 0;
        IRegisters[] nodes = [.. Enumerable.Range(0, 3).Select(_ => new LyingRegisters(new FakeRegisters { Trouble = OutcomeKind.NoQuorum }, read: outcome =>
        {
            asked++;
            return outcome;
        }))];
        var registers = new FailoverRegisters(nodes, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeProvider.System);
        Assert.Equal((OutcomeKind.NoQuorum, 3), ((await registers.ReadAsync(Key)).Kind, asked));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_not_every_node_says_is_unknown(bool isLost)
    {
        var without = new FakeRegisters { Trouble = OutcomeKind.NoQuorum };
        var silent = new LyingRegisters(
            new FakeRegisters { Trouble = OutcomeKind.Unknown }, read: outcome => isLost ? throw new HttpRequestException("It is down.") : outcome);
        var registers = new FailoverRegisters([without, silent, without], TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1), new TickingTime());
        Assert.Equal(OutcomeKind.Unknown, (await registers.ReadAsync(Key)).Kind);
    }

    [Fact]
    public async Task A_call_that_nobody_answers_ends_in_time()
    {
        var nobody = new FakeRegisters { Trouble = OutcomeKind.Unknown };
        var registers = new FailoverRegisters([nobody], TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1), new TickingTime());
        Assert.Equal(OutcomeKind.Unknown, (await registers.ReadAsync(Key)).Kind);
    }

    private static HttpRegisters Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) =>
        new(new HttpClient(new Handler(answer)) { BaseAddress = new Uri("http://127.0.0.1:1/") }, TimeSpan.FromMinutes(1), TimeProvider.System);

    private static HttpResponseMessage Winner(HttpStatusCode status) => new(status)
    {
        Headers = { ETag = new($"\"{Own.Id}\"") },
        Content = new ReadOnlyMemoryContent(Own.Value.Bytes) { Headers = { ContentType = new(Own.Value.ContentType) } },
    };

    private static HttpResponseMessage Problem(HttpStatusCode status, string type) =>
        new(status) { Content = new StringContent($$"""{"type":"{{type}}"}""", Encoding.UTF8, "application/problem+json") };

    private sealed class Handler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
