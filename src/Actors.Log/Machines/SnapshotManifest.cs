namespace Actors.Log.Machines;

/// <summary>What makes some chunks a snapshot. Decided after all of them, so whoever finds it finds them.</summary>
/// <param name="Next">The first slot of the log that the snapshot does not contain.</param>
/// <param name="StateHash">See <see cref="Machines.StateHash"/>.</param>
/// <param name="Sha256">Of all chunks together.</param>
/// <param name="Chunks">Where they are; of a great many, where the list of their places is, which is written as chunks too.</param>
/// <param name="Previous">Where the manifest before this one is, and above which all chunks are; null for the first.</param>
/// <param name="InList">Whether the places of the chunks are in a list.</param>
internal sealed record SnapshotManifest(long Next, string StateHash, string Sha256, long[] Chunks, long? Previous, bool InList = false)
{
    /// <summary>Whether a writer of this library can have put it into a slot: nothing that it names is where it cannot be.</summary>
    public bool IsSoundAt(long slot) =>
        Next > 0 && Sha256 is not null && StateHash is not null && Chunks is not null && (Previous is null || (Previous >= 0 && Previous < slot))
        && AreInOrder(Chunks, Previous ?? -1, slot);

    /// <summary>Whether places rise, above one and below another.</summary>
    public static bool AreInOrder(long[] places, long above, long below)
    {
        foreach (var place in places)
        {
            if (place <= above || place >= below) return false;
            above = place;
        }
        return true;
    }
}
