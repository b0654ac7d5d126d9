namespace Actors.Engine;

/// <summary>A batch of messages to one node's acceptors.</summary>
/// <param name="From">The name of the proposer that sends it: a node's, or a client's own.</param>
/// <param name="Seen">
/// What the sender knows of the addressed node's store: a node whose store is behind it has forgotten something, and must not answer.
/// </param>
/// <param name="Heard">
/// What the sender knows of the stores of all nodes, in the order of the layout. Whoever proposes counts votes that nobody else has seen: so it tells all whom it
/// tells anything else, and each of them remembers should one of those stores be put back from an older copy. Empty if it says nothing that rests on votes.
/// </param>
/// <param name="Messages">The messages. None at all asks only for <see cref="AcceptorAnswer.Heard"/>.</param>
public sealed record AcceptorRequest(string From, StoreMark Seen, IReadOnlyList<StoreMark> Heard, IReadOnlyList<RegisterMessage> Messages)
{
    /// <summary>About how many bytes the messages take.</summary>
    public int Bytes
    {
        get
        {
            var bytes = 0;
            for (var i = 0; i < Messages.Count; i++) bytes += WireSize.Of(Messages[i]);
            return bytes;
        }
    }

    /// <summary>A request that tells nothing of other stores.</summary>
    public AcceptorRequest(string from, StoreMark seen, IReadOnlyList<RegisterMessage> messages) : this(from, seen, [], messages)
    {
    }

    /// <summary>
    /// What to tell the sender of its own store (see <see cref="AcceptorAnswer.Heard"/>): something only if more is known of it than the sender says itself. A node
    /// whose memory was rolled back together with its disk would not hear of it otherwise, and use ballots again.
    /// </summary>
    /// <param name="layout">The layout of both.</param>
    /// <param name="known">What the receiver knows of the sender's store.</param>
    public IReadOnlyList<StoreMark> CorrectionOf(ClusterLayout layout, StoreMark known)
    {
        var index = layout.IndexOf(From);
        if (index < 0 || Heard.Count <= index || StoreMark.Join(Heard[index], known) == Heard[index]) return [];
        var correction = new StoreMark[index + 1];
        correction[index] = known;
        return correction;
    }
}
