using System.Text.Json;
using Actors.Clustering.Membership;

namespace Actors.Clustering.Transport;

/// <summary>Tells all other nodes when silos were last alive, and learns what they know. A node that does not answer learns it with a later one.</summary>
internal sealed class HeartbeatExchange(PeerClient peers, Heartbeats heartbeats, TimeSpan timeout, TimeProvider time)
{
    /// <summary>The name under which a sender says what its own clock shows: only differences to it count. No silo has it.</summary>
    private const string Now = "now";

    /// <param name="heartbeats">What is told.</param>
    /// <param name="now">The clock of this node.</param>
    public static byte[] Encode(Heartbeats heartbeats, DateTimeOffset now)
    {
        var told = heartbeats.Ages.ToDictionary(silo => silo.Key.ToParsableString(), silo => now.UtcDateTime - silo.Value);
        told.Add(Now, now.UtcDateTime);
        return JsonSerializer.SerializeToUtf8Bytes(told, WireJson.Default.DictionaryStringDateTime);
    }

    /// <param name="heartbeats">Learns of it.</param>
    /// <param name="told">What another node has encoded. Earlier versions do not say what their clock shows: it is taken for this one's.</param>
    /// <param name="now">The clock of this node.</param>
    /// <exception cref="JsonException">It is something else.</exception>
    public static void Note(Heartbeats heartbeats, byte[] told, DateTimeOffset now)
    {
        if (JsonSerializer.Deserialize(told, WireJson.Default.DictionaryStringDateTime) is not { } beats) return;
        var senders = beats.Remove(Now, out var shown) ? shown : now.UtcDateTime;
        foreach (var (silo, alive) in beats) heartbeats.Note(silo, senders - alive);
    }

    /// <summary>Ends when every node has answered or the timeout is over. Never throws: a heartbeat is a hint.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(peers.Others.Select(node => RunAsync(node, cancellationToken)));

    private async Task RunAsync(string node, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var answer = await peers.PostAsync(node, Wire.Alive, Encode(heartbeats, time.GetUtcNow()), either.Token);
            Note(heartbeats, answer, time.GetUtcNow());
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or JsonException)
        {
        }
    }
}
