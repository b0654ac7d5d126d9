namespace Actors.Paxos;

/// <summary>
/// Names one proposer for ever: the <paramref name="Sequence"/>-th proposer that <paramref name="Node"/> made since its
/// <paramref name="Incarnation"/>-th start. Every attempt to decide a register is a proposer of its own, so two attempts of
/// one node can never share a ballot, and a restarted node can never use a ballot again.
/// </summary>
/// <param name="Node">The name of the node, stable across restarts.</param>
/// <param name="Incarnation">How often the node has started, raised durably before its first ballot. At least 1.</param>
/// <param name="Sequence">The proposer's number within the incarnation. At least 1.</param>
public readonly record struct ProposerId(string Node, long Incarnation, long Sequence) : IComparable<ProposerId>
{
    /// <summary>A total order. Only its being total matters.</summary>
    public int CompareTo(ProposerId other)
    {
        var byNode = string.CompareOrdinal(Node, other.Node);
        if (byNode != 0) return byNode;
        var byIncarnation = Incarnation.CompareTo(other.Incarnation);
        return byIncarnation != 0 ? byIncarnation : Sequence.CompareTo(other.Sequence);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Node}/{Incarnation}.{Sequence}";
}
