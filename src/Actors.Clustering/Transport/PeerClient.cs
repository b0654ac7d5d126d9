using Actors.Clustering.Nodes;

namespace Actors.Clustering.Transport;

/// <summary>Calls the other nodes of one cluster by their names.</summary>
internal sealed class PeerClient(
    string self, ClusterIdentity identity, IReadOnlyDictionary<string, NodeAddress> addresses, TimeSpan connectTimeout) : IDisposable
{
    private readonly NodeClient _client = new(connectTimeout);

    /// <summary>All nodes but this one.</summary>
    public IReadOnlyList<string> Others { get; } = [.. identity.Nodes.Where(node => node != self)];

    /// <exception cref="HttpRequestException">It did not answer, or refused.</exception>
    public Task<byte[]> PostAsync(string node, string path, byte[] body, CancellationToken cancellationToken) =>
        _client.PostAsync(addresses[node], node, identity.Fingerprint, path, body, cancellationToken);

    public void Dispose() => _client.Dispose();
}
