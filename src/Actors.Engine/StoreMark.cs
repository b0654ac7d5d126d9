using System.Text.Json.Serialization;
using Actors.Paxos;

namespace Actors.Engine;

/// <summary>How far a node's store had come when it answered. All that was ever told of a store holds of it for ever, unless it has forgotten something.</summary>
/// <param name="Incarnation">The start of the node: see <see cref="IRegisterStore.RaiseIncarnation"/>. 0 for a node that has told nothing.</param>
/// <param name="Sequence">See <see cref="IRegisterStore.Sequence"/>.</param>
/// <param name="Before">
/// The sequence that the store must have had when this start began, for an earlier one had told it. Without it the marks of a store that was put back, and
/// has begun another start, would wipe out what others remember.
/// </param>
public readonly record struct StoreMark(long Incarnation, long Sequence, long Before = 0)
{
    /// <summary>The greatest <see cref="Sequence"/> and <see cref="Before"/> that are believed: 2^56, ten million writes a second for two centuries.</summary>
    public const long SequenceMax = 1L << 56;

    /// <summary>
    /// Whether a store can have come so far. Whatever is heard of stores is checked before it is kept: what one node believes it tells all others, and a node whose
    /// store is behind does not vote.
    /// </summary>
    [JsonIgnore]
    public bool IsPlausible => Incarnation is >= 0 and <= ProposerId.IncarnationMax && Sequence is >= 0 and <= SequenceMax && Before is >= 0 and <= SequenceMax;

    /// <summary>All that two marks of one store say.</summary>
    public static StoreMark Join(StoreMark one, StoreMark other)
    {
        if (one.Incarnation < other.Incarnation) (one, other) = (other, one);
        return one.Incarnation == other.Incarnation
            ? new(one.Incarnation, Math.Max(one.Sequence, other.Sequence), Math.Max(one.Before, other.Before))
            : one with { Before = Math.Max(one.Before, Math.Max(other.Sequence, other.Before)) };
    }

    public override string ToString() => $"{Sequence} writes at start {Incarnation}, {Before} before it";
}
