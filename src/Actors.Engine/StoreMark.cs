namespace Actors.Engine;

/// <summary>How far a node's store had come when it answered. A later one is never less, unless the store has forgotten something.</summary>
/// <param name="Incarnation">The start of the node: see <see cref="IRegisterStore.RaiseIncarnation"/>. 0 for a node that has told nothing.</param>
/// <param name="Sequence">See <see cref="IRegisterStore.Sequence"/>.</param>
public readonly record struct StoreMark(long Incarnation, long Sequence) : IComparable<StoreMark>
{
    public int CompareTo(StoreMark other) => (Incarnation, Sequence).CompareTo((other.Incarnation, other.Sequence));

    /// <summary>The higher of two.</summary>
    public static StoreMark Max(StoreMark one, StoreMark other) => one.CompareTo(other) >= 0 ? one : other;

    public override string ToString() => $"{Sequence} writes at start {Incarnation}";
}
