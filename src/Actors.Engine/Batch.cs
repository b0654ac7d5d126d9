namespace Actors.Engine;

/// <summary>Messages that travel to one node together.</summary>
public sealed class Batch
{
    /// <summary>The slowest way to a node that full batches are meant for, in bytes a second: 1 MiB.</summary>
    private const double BytesPerSecondMin = 1024 * 1024;

    internal Batch(Peer peer, Envelope[] envelopes, TimeSpan sentAt)
    {
        Peer = peer;
        Envelopes = envelopes;
        SentAt = sentAt;
        Seen = peer.Seen;
        Messages = Array.ConvertAll(envelopes, envelope => envelope.Message);
        foreach (var envelope in envelopes) Bytes += envelope.Bytes;
    }

    /// <summary>The name of the node to send it to.</summary>
    public string Node => Peer.Node;

    /// <summary>Its index in <see cref="ClusterLayout.Nodes"/>.</summary>
    public int NodeIndex => Peer.Index;

    /// <summary>The messages; the replies must be in the same order.</summary>
    public IReadOnlyList<RegisterMessage> Messages { get; }

    /// <summary>About how many bytes it takes on the wire.</summary>
    public int Bytes { get; }

    /// <summary>How much longer than a small one it may take: the time that its bytes travel on a slow link. A full one: 1 s.</summary>
    public TimeSpan Travel => TimeSpan.FromSeconds(Bytes / BytesPerSecondMin);

    /// <summary>See <see cref="AcceptorRequest.Seen"/>.</summary>
    public StoreMark Seen { get; }

    /// <summary>See <see cref="AcceptorRequest.Heard"/>.</summary>
    public IReadOnlyList<StoreMark> Heard { get; private set; } = [];

    internal Batch Telling(IReadOnlyList<StoreMark> heard)
    {
        Heard = heard;
        return this;
    }

    internal Peer Peer { get; }
    internal Envelope[] Envelopes { get; }
    internal TimeSpan SentAt { get; }

    /// <summary>Since when the operation that has waited longest is waiting: what queues for a slow node waits for it too.</summary>
    internal TimeSpan WaitedSince
    {
        get
        {
            foreach (var envelope in Envelopes)
                if (envelope.Operation is not null) return envelope.PostedAt;
            return SentAt;
        }
    }
}
