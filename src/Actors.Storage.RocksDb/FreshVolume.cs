namespace Actors.Storage.RocksDb;

/// <summary>What a volume holds before anything was written to it.</summary>
public static class FreshVolume
{
    /// <summary>
    /// Whether an entry of a directory belongs to the volume that is mounted there, and not to its user: <c>lost+found</c> of ext, <c>.snapshot</c> of network
    /// storage, <c>System Volume Information</c> of Windows.
    /// </summary>
    /// <param name="name">The name of the entry, without its path.</param>
    public static bool Owns(string name) => name is "lost+found" or ".snapshot" or "System Volume Information";
}
