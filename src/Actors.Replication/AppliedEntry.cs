namespace Actors.Replication;

/// <summary>An entry of a slot whose turn has come.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Admission">What it counts for.</param>
/// <param name="FirstSlot">Where it is in the log: this slot, or the earlier one if it is repeated.</param>
public readonly record struct AppliedEntry(LogEntry Entry, Admission Admission, long FirstSlot);
