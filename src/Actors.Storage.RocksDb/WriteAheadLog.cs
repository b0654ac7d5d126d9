using System.Globalization;
using Actors.Engine;

namespace Actors.Storage.RocksDb;

/// <summary>
/// Tells a write-ahead log that a power loss left with holes from one that lost what was synced, before RocksDB opens it: RocksDB passes over a stretch of
/// zeros without a word, and goes on with what stands after it. An acceptor must not forget that way (Alagappan et al., <i>Protocol-Aware Recovery for
/// Consensus-Based Storage</i>, section 3.3).
/// </summary>
/// <remarks>
/// Pages that were not synced reach a disk in any order, so a power loss leaves any of them out. The log ends at the first hole: what stands after it was
/// not synced either, and is cut off, or a deletion could outlive the floor that was written before it. A hole is damage if a later batch says that it was
/// synced (<see cref="SyncMark"/>), or if it does not look like pages that were never written.
/// </remarks>
internal static class WriteAheadLog
{
    /// <summary>Has the logs of a store end where the first batch is missing.</summary>
    /// <exception cref="StoreException">They are missing or damaged. Nothing was changed.</exception>
    /// <exception cref="IOException">One cannot be read or cut.</exception>
    internal static void EndAtHole(StoreDirectory store)
    {
        var logs = Logs(store.Database);
        if (logs.Length == 0 && !store.IsCreating)
            throw new StoreException($"The store at '{store.Path}' has no write-ahead log: files are missing from '{store.Database}'. {StoreAdvice.Missing}");
        if (FindHole(logs) is not { } hole) return;
        if (hole.IsDamage)
            throw new StoreException(
                $"The store at '{store.Path}' is damaged: '{logs[hole.Log]}' is unreadable at byte {hole.Start}, before its end. "
                + $"What was written there is lost. {StoreAdvice.Damaged}");
        // From behind: after a crash in between the first hole is still the same one.
        for (var log = logs.Length - 1; log >= hole.Log; log--) Cut(logs[log], log == hole.Log ? hole.Start : 0);
    }

    /// <summary>The write-ahead logs of a database in the order in which they were written.</summary>
    internal static string[] Logs(string database) => Directory.Exists(database)
        ? [.. Directory.GetFiles(database, "*.log").OrderBy(log => long.Parse(Path.GetFileNameWithoutExtension(log), CultureInfo.InvariantCulture))]
        : [];

    private static LogHole? FindHole(string[] logs)
    {
        var search = new LogSearch();
        for (var log = 0; log < logs.Length; log++)
        {
            using var file = File.OpenRead(logs[log]);
            search.Read(log, file);
        }
        return search.Hole;
    }

    private static void Cut(string log, long length)
    {
        using var file = new FileStream(log, FileMode.Open, FileAccess.Write);
        if (file.Length == length) return;
        file.SetLength(length);
        file.Flush(flushToDisk: true);
    }
}
