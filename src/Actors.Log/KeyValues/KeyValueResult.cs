namespace Actors.Log.KeyValues;

/// <summary>What came of a command. Without the value, for results are kept as long as the command may be repeated.</summary>
/// <param name="Done">Whether it was done: its condition held, and the map has room.</param>
/// <param name="Version">The version of the item now; null if there is none.</param>
/// <param name="Existed">Whether there was an item before.</param>
/// <param name="OverQuota">Whether its condition held, and the map has no room.</param>
public sealed record KeyValueResult(bool Done, long? Version, bool Existed, bool OverQuota = false);
