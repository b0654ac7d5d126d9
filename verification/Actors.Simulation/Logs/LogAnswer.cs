using Actors.Replication;

namespace Actors.Simulation.Logs;

/// <summary>What a slot shows.</summary>
/// <param name="IsTrimmed">Whether it was forgotten.</param>
/// <param name="Batch">What it holds; null if it is undecided or forgotten.</param>
internal sealed record LogAnswer(bool IsTrimmed, SlotBatch? Batch);
