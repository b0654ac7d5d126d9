namespace Actors.Histories;

/// <summary>Something that cannot have happened to a write-once register.</summary>
/// <param name="Message">What it is, in one line.</param>
/// <param name="Calls">The calls that contradict each other: one to three of them, whatever the length of the history.</param>
public sealed record Anomaly(string Message, IReadOnlyList<HistoryEntry> Calls);
