namespace Actors.Log;

/// <summary>A slot of a log.</summary>
/// <param name="Slot">Its number.</param>
/// <param name="Entries">What was appended with it, in its order; what was appended before is not repeated.</param>
public sealed record LogSlot<T>(long Slot, IReadOnlyList<T> Entries);
