using System.Net;
using Actors.Clustering.Tests.Cluster;
using Actors.Clustering.Transport;

namespace Actors.Clustering.Tests;

/// <summary>Callers of the transport port that send almost all of many large bodies, and wait: a gigabyte for each four connections, if nothing bounds them.</summary>
public sealed class BodyBudgetTests
{
    private const int SentOfEach = Wire.BodyBytesMax - 1024, Bodies = (int)(Wire.BodiesBytesMax / SentOfEach) + 2;

    [Fact(Timeout = 60_000)]
    public async Task Bodies_under_way_are_bounded_together_and_their_room_is_given_back()
    {
        await using var nodes = await NodeSet.StartAsync();
        using var transport = new HttpClient();
        using var leave = new CancellationTokenSource();
        var unfinished = Enumerable.Range(0, Bodies).Select(_ => SendAsync(new UnfinishedBody(SentOfEach), leave.Token)).ToList();
        var first = await Task.WhenAny(unfinished).WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await first);
        await leave.CancelAsync();
        await Task.WhenAll(unfinished.Select(each => each.ContinueWith(_ => { }, TaskScheduler.Default)));
        // All of it was read, and it is no batch.
        await Eventually.IsAsync("there is room again", async () => await SendAsync(new ByteArrayContent(new byte[SentOfEach]), CancellationToken.None) == HttpStatusCode.BadRequest);

        async Task<HttpStatusCode> SendAsync(HttpContent content, CancellationToken cancellationToken)
        {
            var address = nodes.AddressOf("n2");
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{address.Host}:{address.Port}/{Wire.Acceptors}")
            {
                Content = content, Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            request.Headers.Add(Wire.IdentityHeader, nodes["n1"].Identity.Fingerprint);
            using var answer = await transport.SendAsync(request, cancellationToken);
            return answer.StatusCode;
        }
    }

    /// <summary>Announces one byte more than ever comes.</summary>
    private sealed class UnfinishedBody(int sent) : HttpContent
    {
        protected override bool TryComputeLength(out long length) => (length = sent + 1) > 0;

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(new byte[sent], cancellationToken);
            await stream.FlushAsync(cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
