namespace Actors.Log.Machines;

/// <summary>What makes some chunks a snapshot. Decided after all of them, so whoever finds it finds them.</summary>
/// <param name="Next">The first slot of the log that the snapshot does not contain.</param>
/// <param name="StateHash">See <see cref="Machines.StateHash"/>.</param>
/// <param name="Sha256">Of all chunks together.</param>
/// <param name="Chunks">Where they are; of a great many, where the list of their places is, which is written as chunks too.</param>
/// <param name="Previous">Where the manifest before this one is, and above which all chunks are; null for the first.</param>
/// <param name="InList">Whether the places of the chunks are in a list.</param>
internal sealed record SnapshotManifest(long Next, string StateHash, string Sha256, long[] Chunks, long? Previous, bool InList = false);
