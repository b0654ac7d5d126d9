using System.Globalization;
using System.Text.Json;
using Actors.Clustering.Membership;

namespace Actors.Clustering.Transport;

/// <summary>Tells all other nodes when silos were last alive, and learns what they know. A node that does not answer learns it with a later one.</summary>
internal sealed class HeartbeatExchange(PeerClient peers, Heartbeats heartbeats, TimeSpan timeout, TimeProvider time)
{
    public static byte[] Encode(Heartbeats heartbeats) => JsonSerializer.SerializeToUtf8Bytes(
        heartbeats.All.ToDictionary(beat => beat.Key.ToParsableString(), beat => beat.Value), WireJson.Default.DictionaryStringDateTime);

    public static void Note(Heartbeats heartbeats, byte[] told)
    {
        foreach (var (silo, alive) in JsonSerializer.Deserialize(told, WireJson.Default.DictionaryStringDateTime) ?? [])
            if (SiloAddress.TryParse(silo, CultureInfo.InvariantCulture, out var address)) heartbeats.Note(address, alive);
    }

    /// <summary>Ends when every node has answered or the timeout is over. Never throws: a heartbeat is a hint.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(peers.Others.Select(node => RunAsync(node, cancellationToken)));

    private async Task RunAsync(string node, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            Note(heartbeats, await peers.PostAsync(node, Wire.Alive, Encode(heartbeats), either.Token));
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or JsonException)
        {
        }
    }
}
