using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Actors.Clustering.Nodes;

namespace Actors.Clustering.Transport;

/// <summary>Calls other nodes: one HTTP/2 connection to each, kept alive, made again when it is needed.</summary>
/// <remarks>No call has a deadline of its own but the caller's token.</remarks>
internal sealed class NodeClient(TimeSpan connectTimeout) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        ConnectTimeout = connectTimeout,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        // A node that is gone without a word must not hold a connection until TCP notices, which takes minutes.
        KeepAlivePingDelay = TimeSpan.FromSeconds(2),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(2),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = Wire.BodyBytesMax,
    };

    /// <param name="address">Where the node listens.</param>
    /// <param name="node">Its name: another node at that address refuses.</param>
    /// <param name="identity">The fingerprint of the caller's cluster identity: a node of another cluster refuses.</param>
    /// <param name="path">One of <see cref="Wire"/>.</param>
    /// <param name="body">What it takes.</param>
    /// <param name="cancellationToken">The deadline.</param>
    /// <exception cref="HttpRequestException">It did not answer, or refused.</exception>
    public async Task<byte[]> PostAsync(
        NodeAddress address, string node, string identity, string path, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address.Root, path)) { Content = new ByteArrayContent(body) };
        request.Headers.Add(Wire.NodeHeader, node);
        request.Headers.Add(Wire.IdentityHeader, identity);
        return await SendAsync(request, cancellationToken);
    }

    /// <exception cref="HttpRequestException">It did not answer, or refused.</exception>
    /// <exception cref="JsonException">It answered something else.</exception>
    public async Task<T> GetAsync<T>(NodeAddress address, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address.Root, path));
        return JsonSerializer.Deserialize(await SendAsync(request, cancellationToken), type) ?? throw new JsonException($"{request.RequestUri} answered null.");
    }

    public void Dispose() => _client.Dispose();

    private async Task<byte[]> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        if (response.IsSuccessStatusCode) return await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var reason = await response.Content.ReadAsStringAsync(cancellationToken);
        throw new HttpRequestException($"{request.RequestUri}: {(int)response.StatusCode} {reason}", null, response.StatusCode);
    }
}
