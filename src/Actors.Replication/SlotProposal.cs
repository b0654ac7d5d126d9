namespace Actors.Replication;

/// <summary>What to propose for a slot, again and again until it is decided, with this or another batch.</summary>
public sealed record SlotProposal(long Slot, SlotBatch Batch);
