namespace Actors.Engine;

/// <summary>Messages that travel to one node together.</summary>
public sealed class Batch
{
    internal Batch(Peer peer, Envelope[] envelopes, TimeSpan sentAt)
    {
        Peer = peer;
        Envelopes = envelopes;
        SentAt = sentAt;
        Seen = peer.Seen;
        Messages = Array.ConvertAll(envelopes, envelope => envelope.Message);
    }

    /// <summary>The name of the node to send it to.</summary>
    public string Node => Peer.Node;

    /// <summary>Its index in <see cref="ClusterLayout.Nodes"/>.</summary>
    public int NodeIndex => Peer.Index;

    /// <summary>The messages; the replies must be in the same order.</summary>
    public IReadOnlyList<RegisterMessage> Messages { get; }

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
