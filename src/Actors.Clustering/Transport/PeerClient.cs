using System.Text.Json;
using Actors.Clustering.Nodes;
using Actors.Engine.Identity;

namespace Actors.Clustering.Transport;

/// <summary>Calls the other nodes of one cluster by their names.</summary>
internal sealed class PeerClient(
    string self,
    ClusterIdentity identity,
    IReadOnlyDictionary<string, NodeAddress> addresses,
    TimeSpan connectTimeout,
    TimeSpan messageTimeout,
    TimeProvider time) : IDisposable
{
    private readonly NodeClient _client = new(connectTimeout);

    /// <summary>Of the identity of this node, which it may have to find out first.</summary>
    public string Fingerprint { get; set; } = identity.Fingerprint;

    /// <summary>All nodes but this one.</summary>
    public IReadOnlyList<string> Others { get; } = [.. identity.Nodes.Where(node => node != self)];

    /// <exception cref="HttpRequestException">It did not answer, or refused.</exception>
    public Task<byte[]> PostAsync(string node, string path, byte[] body, CancellationToken cancellationToken) =>
        _client.PostAsync(addresses[node], node, Fingerprint, path, body, cancellationToken);

    /// <summary>What the other nodes say of themselves, those that answer in time, whatever cluster they are of.</summary>
    /// <param name="start">The start of this node that they are asked about; null if they are not.</param>
    /// <param name="cancellationToken">The caller's patience.</param>
    public async Task<IReadOnlyList<NodeDescription>> DescribeAsync(StartRecord? start, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(Others.Select(node => DescribeAsync(node, start, cancellationToken)));
        return [.. answers.OfType<NodeDescription>()];
    }

    public void Dispose() => _client.Dispose();

    private async Task<NodeDescription?> DescribeAsync(string node, StartRecord? start, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(messageTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var path = start is null ? Wire.Describe : $"{Wire.Describe}?node={self}&start={start.Number}&boot={start.Boot}";
            var answer = await _client.GetAsync(addresses[node], path, WireJson.Default.NodeDescription, either.Token);
            // Somebody else at that address has nothing to say for this node.
            return answer.Node == node && answer.IsWhole ? answer : null;
        }
        // An identity that no node can have is an argument exception.
        catch (Exception exception) when (exception is HttpRequestException or JsonException or OperationCanceledException or ArgumentException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }
}
