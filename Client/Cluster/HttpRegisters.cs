using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Actors.Paxos;
using Actors.Registers;

namespace Actors.Client.Cluster;

/// <summary>
/// Registers over HTTP, through one node. HTTP does not tell how many acceptors answered or how many rounds there were: both are 0 here.
/// </summary>
/// <param name="http">A client whose base address is the node's, without a timeout of its own.</param>
/// <param name="timeout">How long a call may take.</param>
/// <param name="time">The clock.</param>
internal sealed class HttpRegisters(HttpClient http, TimeSpan timeout, TimeProvider time) : IRegisters
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);

    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, Address(key)) { Content = new ReadOnlyMemoryContent(proposal.Value.Bytes) };
        request.Headers.Add("Idempotency-Key", proposal.Id.ToString());
        if (proposal.Value.ContentType.Length > 0) request.Content.Headers.TryAddWithoutValidation("Content-Type", proposal.Value.ContentType);
        return SendAsync(request, cancellationToken);
    }

    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, Address(key)), cancellationToken);

    public async Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, Address(key));
            request.Headers.Add("Prefer", "wait=5");
            try
            {
                if ((await SendAsync(request, cancellationToken)).Proposal is { } winner) return winner;
            }
            catch (HttpRequestException)
            {
                // A wait waits out failures.
            }
            await Task.Delay(RetryDelay, time, cancellationToken);
        }
    }

    public Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>The key as one segment, sent as it is written here: dots that are a whole segment would be removed otherwise.</summary>
    private Uri Address(RegisterKey key)
    {
        var segment = key.Value is "." or ".." ? key.Value.Replace(".", "%2E", StringComparison.Ordinal) : Uri.EscapeDataString(key.Value);
        return new Uri($"{http.BaseAddress!.AbsoluteUri}registers/{segment}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }

    private async Task<Outcome> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var expiry = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellationToken);
        try
        {
            using (request)
            using (var response = await http.SendAsync(request, either.Token))
                return await OutcomeOf(response, either.Token);
        }
        catch (OperationCanceledException) when (expiry.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new Outcome(OutcomeKind.Unknown, null, 0, 0);
        }
    }

    private static async Task<Outcome> OutcomeOf(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response is { IsSuccessStatusCode: true, Headers.ETag: { } tag })
        {
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            var value = new RegisterValue(bytes, response.Content.Headers.ContentType?.ToString() ?? "");
            return new Outcome(OutcomeKind.Decided, new Proposal(new ProposalId(Guid.Parse(tag.Tag.Trim('"'))), value), 0, 0);
        }
        return (response.StatusCode, await ProblemOf(response.Content, cancellationToken)) switch
        {
            (HttpStatusCode.NotFound, "undecided") => new Outcome(OutcomeKind.Undecided, null, 0, 0),
            (HttpStatusCode.ServiceUnavailable, "no-quorum") => new Outcome(OutcomeKind.NoQuorum, null, 0, 0),
            (HttpStatusCode.GatewayTimeout, _) => new Outcome(OutcomeKind.Unknown, null, 0, 0),
            var (status, problem) => throw new HttpRequestException($"{(int)status} {problem}", null, status),
        };
    }

    /// <summary>The last word of the type of the problem; null if there is none.</summary>
    private static async Task<string?> ProblemOf(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentType is not { MediaType: "application/problem+json" }) return null;
        var problem = await content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return problem.TryGetProperty("type", out var type) ? type.GetString()?.Split('/', ':', '#')[^1] : null;
    }
}
