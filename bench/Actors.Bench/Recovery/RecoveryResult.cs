using System.Text.Json.Serialization;

namespace Actors.Bench.Recovery;

/// <summary>How long a new replica of a state machine takes.</summary>
/// <param name="Entries">How many commands the machine has executed.</param>
/// <param name="SnapshotS">Until it has the state, from the newest snapshot and what came after it.</param>
/// <param name="AfterSnapshot">How many slots came after it.</param>
/// <param name="LogS">Until it has the state from the log alone, for there is no snapshot yet.</param>
/// <param name="LogSlots">How many slots these are.</param>
internal sealed record RecoveryResult(
    [property: JsonPropertyName("entries")] int Entries,
    [property: JsonPropertyName("snapshot_s")] double SnapshotS,
    [property: JsonPropertyName("after_snapshot_slots")] long AfterSnapshot,
    [property: JsonPropertyName("log_s")] double LogS,
    [property: JsonPropertyName("log_slots")] long LogSlots);
