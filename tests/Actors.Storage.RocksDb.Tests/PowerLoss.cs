namespace Actors.Storage.RocksDb.Tests;

/// <summary>What a power loss may leave of a store's logs: all that was synced, and of the rest any of its pages.</summary>
internal sealed class PowerLoss(TempDirectory store)
{
    private const int PageBytes = 4096;

    private readonly Dictionary<string, long> _synced = [];

    /// <summary>All that was written so far is on the disk.</summary>
    internal void Sync()
    {
        foreach (var log in WriteAheadLog.Logs(store.Database)) _synced[Path.GetFileName(log)] = new FileInfo(log).Length;
    }

    /// <summary>The pages of the logs that hold something that was not synced.</summary>
    internal IReadOnlyList<(string Log, long Page)> Unsynced => Pages(Synced, Length);

    /// <summary>The pages that hold something that was.</summary>
    internal IReadOnlyList<(string Log, long Page)> OnDisk => Pages(_ => 0, Synced);

    /// <summary>The store after a power loss that left some pages of what was not synced out.</summary>
    /// <param name="lost">Those pages.</param>
    /// <param name="keepsLength">Whether the disk knows how long the files are. Otherwise they end with what is there.</param>
    internal TempDirectory After(IReadOnlyCollection<(string Log, long Page)> lost, bool keepsLength = true) => Without(lost, Synced, Length, keepsLength);

    /// <summary>The store after the disk has lost what it called durable of some pages.</summary>
    internal TempDirectory Damaged(params IReadOnlyCollection<(string Log, long Page)> lost) => Without(lost, _ => 0, Synced, keepsLength: true);

    private TempDirectory Without(IReadOnlyCollection<(string Log, long Page)> lost, Func<string, long> from, Func<string, long> to, bool keepsLength)
    {
        var copy = store.Copy();
        foreach (var (log, page) in lost)
        {
            using var file = new FileStream(Path.Combine(copy.Database, log), FileMode.Open);
            var start = Math.Max(from(log), page * PageBytes);
            var end = Math.Min(to(log), (page + 1) * PageBytes);
            file.Position = start;
            file.Write(new byte[end - start]);
        }
        if (!keepsLength)
            foreach (var log in lost.Select(page => page.Log).Distinct()) Shorten(Path.Combine(copy.Database, log), [.. lost.Where(page => page.Log == log).Select(page => page.Page)]);
        return copy;
    }

    private void Shorten(string log, HashSet<long> lost)
    {
        using var file = new FileStream(log, FileMode.Open);
        var page = (file.Length - 1) / PageBytes;
        if (!lost.Contains(page)) return;
        while (page >= 0 && lost.Contains(page)) page--;
        file.SetLength(Math.Max(Synced(Path.GetFileName(log)), (page + 1) * PageBytes));
    }

    private List<(string, long)> Pages(Func<string, long> start, Func<string, long> end) =>
    [
        .. from path in WriteAheadLog.Logs(store.Database)
           let log = Path.GetFileName(path)
           where start(log) < end(log)
           let first = start(log) / PageBytes
           from page in Enumerable.Range(0, (int)((end(log) - 1) / PageBytes - first + 1))
           select (log, first + page)
    ];

    private long Synced(string log) => _synced.GetValueOrDefault(log);

    private long Length(string log) => new FileInfo(Path.Combine(store.Database, log)).Length;
}
