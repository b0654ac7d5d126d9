namespace Actors.Storage.RocksDb;

/// <summary>Looks for the first hole in the logs of a database, one after the other in the order in which they were written.</summary>
internal sealed class LogSearch
{
    private const int SectorBytes = 512;

    /// <summary>The sequence number that the last batch before the hole ends with; null before the first batch.</summary>
    private ulong? _last;

    internal LogHole? Hole { get; private set; }

    internal void Read(int log, Stream file)
    {
        var reader = new LogReader(file);
        // A log that an earlier opening has cut short, and that the next one goes on from: nothing is missing.
        var mayGoOn = Hole is { IsDamage: false };
        long end = 0;
        while (reader.Next() is { } batch)
        {
            if (mayGoOn && batch.Start == 0 && batch.First == _last + 1) Hole = null;
            mayGoOn = false;
            if (Hole is null && (IsApart(end, batch.Start) || IsAfterLostEnd(batch)))
                Hole = new(log, end, IsDamage: !IsLost(file, end, batch.Start));
            if (Hole is { } hole)
            {
                if (IsOfSynced(batch)) Hole = hole with { IsDamage = true };
                continue;
            }
            (_last, end) = (batch.Last, batch.End);
        }
        if (Hole is null && end < file.Length) Hole = new(log, end, IsDamage: !IsLost(file, end, file.Length));
    }

    /// <summary>Whether a batch after the hole says that something in the hole was synced, or that nothing is missing and the bytes are bad all the same.</summary>
    private bool IsOfSynced(LoggedBatch batch) => batch.Synced > (_last ?? 0) || batch.First <= _last + 1;

    /// <summary>Whether what is missing is the end of the log before: it became no longer.</summary>
    private bool IsAfterLostEnd(LoggedBatch batch) => batch.Start == 0 && _last is { } last && batch.First != last + 1;

    private static bool IsApart(long end, long start) =>
        start != end && !(start % LogRecord.BlockBytes == 0 && start - end < LogRecord.HeaderBytes);

    /// <summary>
    /// Whether bytes may be what a power loss has left of some that were not synced: a record reaches past the end of the file, or a sector ends with zeros, as one
    /// does that was never written, or not to its end.
    /// </summary>
    private static bool IsLost(Stream file, long start, long end)
    {
        var position = file.Position;
        var bytes = new byte[end - start];
        file.Position = start;
        file.ReadExactly(bytes);
        file.Position = position;
        return bytes.Length == 0 || HasUnwrittenSector(bytes, start) || (end == file.Length && (bytes[^1] == 0 || IsTorn(bytes, start)));
    }

    private static bool HasUnwrittenSector(ReadOnlySpan<byte> bytes, long start)
    {
        for (var last = SectorBytes - 1 - start % SectorBytes; last < bytes.Length; last += SectorBytes)
            if (bytes[(int)last] == 0) return true;
        return false;
    }

    /// <summary>Whether the last of the bytes, which end the file, are the beginning of a record.</summary>
    private static bool IsTorn(ReadOnlySpan<byte> bytes, long start)
    {
        var offset = 0;
        while (true)
        {
            var left = LogRecord.BlockBytes - (int)((start + offset) % LogRecord.BlockBytes);
            var block = bytes[offset..Math.Min(bytes.Length, offset + left)];
            if (LogRecord.Length(block) is { } length) offset += length;
            else if (block.Length == left && left < LogRecord.HeaderBytes) offset += left;
            else return !(LogRecord.ClaimedLength(block) <= block.Length) && block.Length < left;
        }
    }
}
