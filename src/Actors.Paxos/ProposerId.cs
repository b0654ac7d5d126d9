namespace Actors.Paxos;

/// <summary>
/// Names one proposer for ever: the <see cref="Sequence"/>-th proposer that <see cref="Node"/> made since its
/// <see cref="Incarnation"/>-th start. Every attempt to decide a register is a proposer of its own, so two attempts of
/// one node can never share a ballot, and a restarted node can never use a ballot again.
/// </summary>
public readonly record struct ProposerId : IComparable<ProposerId>
{
    /// <summary>The greatest length of <see cref="Node"/> in UTF-8 bytes: 512.</summary>
    public const int MaxNodeBytes = 512;

    /// <summary>The greatest <see cref="Incarnation"/> that is taken from a sender: 2^32, a start a second for a century.</summary>
    public const long IncarnationMax = 1L << 32;

    /// <summary>The greatest <see cref="Sequence"/> that is taken from a sender: 2^56. The first of a node is below 2^48.</summary>
    public const long SequenceMax = 1L << 56;

    /// <param name="node">The name of the node, stable across restarts: 1 to <see cref="MaxNodeBytes"/> bytes of UTF-8.</param>
    /// <param name="incarnation">How often the node has started, raised durably before its first ballot. At least 1.</param>
    /// <param name="sequence">The proposer's number within the incarnation. At least 1.</param>
    /// <exception cref="ArgumentException">One of the limits is broken, or the name is not well-formed Unicode.</exception>
    public ProposerId(string node, long incarnation, long sequence)
    {
        ArgumentException.ThrowIfNullOrEmpty(node);
        // A longer name could be written but not read: it would spoil every record that holds one of its ballots.
        if (StrictUtf8.Encoding.GetByteCount(node) is > MaxNodeBytes and var bytes)
            throw new ArgumentException($"A node name has at most {MaxNodeBytes} bytes of UTF-8; this one has {bytes}.", nameof(node));
        ArgumentOutOfRangeException.ThrowIfLessThan(incarnation, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        Node = node;
        Incarnation = incarnation;
        Sequence = sequence;
    }

    /// <summary>The name of the node; null in <c>default</c>, which owns the fast round.</summary>
    public string Node { get; }

    /// <summary>The node's start, at least 1.</summary>
    public long Incarnation { get; }

    /// <summary>The proposer's number within the incarnation, at least 1.</summary>
    public long Sequence { get; }

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
