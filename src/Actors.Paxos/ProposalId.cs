namespace Actors.Paxos;

/// <summary>Names one caller's proposal, 128 bits. A retry under the same id is the same proposal.</summary>
public readonly record struct ProposalId : IComparable<ProposalId>
{
    /// <param name="value">Any uuid but the empty one.</param>
    public ProposalId(Guid value)
    {
        if (value == Guid.Empty) throw new ArgumentException("A proposal id must not be the empty uuid.", nameof(value));
        Value = value;
    }

    /// <summary>The uuid; never empty, save in <c>default</c>.</summary>
    public Guid Value { get; }

    /// <summary>A fresh id.</summary>
    public static ProposalId New() => new(Guid.NewGuid());

    /// <inheritdoc/>
    public int CompareTo(ProposalId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
