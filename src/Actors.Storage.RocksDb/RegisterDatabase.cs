using System.Text;
using Actors.Engine;
using Actors.Paxos;
using RocksDbSharp;
using Database = RocksDbSharp.RocksDb;

namespace Actors.Storage.RocksDb;

/// <summary>One opening of the database: what it is read, written and checked through.</summary>
internal sealed class RegisterDatabase : IDisposable
{
    private const string MetaFamily = "meta";

    private readonly Database _database;
    private readonly DbOptions _options;
    private readonly string _directory;
    private readonly WriteOptions _durable = new WriteOptions().SetSync(true), _lazy = new WriteOptions().SetSync(false);
    private readonly Lock _writing = new();
    private Exception? _failure;
    private ulong _synced;

    private RegisterDatabase(Database database, DbOptions options, string directory)
    {
        (_database, _options, _directory) = (database, options, directory);
        Meta = database.GetColumnFamily(MetaFamily);
    }

    /// <summary>Opens it; what is then read is on disk, because RocksDB first moves the write-ahead log to a synced table.</summary>
    /// <exception cref="StoreException">In use, damaged, incomplete or not accessible.</exception>
    internal static RegisterDatabase Open(StoreDirectory directory, RocksDbStoreOptions options)
    {
        WriteAheadLog.EndAtHole(directory);
        var settings = DatabaseSettings.Of(options, create: directory.IsCreating);
        var families = new ColumnFamilies(DatabaseSettings.Registers(options)) { { MetaFamily, DatabaseSettings.Meta() } };
        try
        {
            return new RegisterDatabase(Database.Open(settings, directory.Database, families), settings, directory.Path);
        }
        catch (RocksDbException exception) when (exception.Message.Contains("lock", StringComparison.OrdinalIgnoreCase)
            && exception.Message.Contains("LOCK:", StringComparison.Ordinal))
        {
            throw StoreDirectory.InUse(directory.Path, exception);
        }
    }

    internal ColumnFamilyHandle Meta { get; }

    internal string Statistics => _options.GetStatisticsString();

    /// <exception cref="StoreException">Damaged.</exception>
    internal long ReadSequence() => Get(StoreSequence.Key, Meta) is { } record ? StoreSequence.FromRecord(record, _directory) : 0;

    internal byte[]? Get(ReadOnlySpan<byte> key) => Get(key, _database.GetDefaultColumnFamily());

    internal StoreMeta? ReadMeta() =>
        Get(StoreMeta.Key, Meta) is { } record ? StoreMeta.FromRecord(record, _directory) : null;

    internal void WriteMeta(StoreMeta meta)
    {
        using var batch = new WriteBatch();
        batch.Put(StoreMeta.Key, meta.ToRecord(), Meta);
        Write(batch, durable: true);
    }

    /// <summary>Why nothing may be read or written any more: a write failed, and what is on disk is unknown.</summary>
    internal Exception? Failure => Volatile.Read(ref _failure);

    internal void Write(WriteBatch batch, bool durable)
    {
        // One at a time: RocksDB would write batches of several callers as one, and the mark of one of them would stand for all.
        lock (_writing)
        {
            SyncMark.Append(batch, _synced);
            try
            {
                _database.Write(batch, durable ? _durable : _lazy);
            }
            catch (Exception exception)
            {
                Volatile.Write(ref _failure, exception);
                throw;
            }
            if (durable) _synced = _database.GetLatestSequenceNumber();
        }
    }

    /// <summary>Deletes the slots of a log from one up to another, and nothing else: other registers may have names between theirs.</summary>
    internal static void Delete(WriteBatch batch, SlotKey first, SlotKey below)
    {
        for (var slot = first.Slot; slot < below.Slot; slot++) batch.Delete(Utf8(new SlotKey(first.Log, slot)));
    }

    /// <summary>
    /// Deletes those slots of a log below one that are there, from a key on. It goes by what is there: a slot may have any number. Not a range of keys, for
    /// other registers may have names between theirs.
    /// </summary>
    /// <param name="from">The key to begin at.</param>
    /// <param name="below">The slot.</param>
    /// <param name="most">How many registers to look at.</param>
    /// <returns>The key to go on at, null if that was all; and how many were deleted.</returns>
    /// <exception cref="StoreException">They cannot be read.</exception>
    internal (byte[]? Next, int Deleted) DeleteSlots(byte[] from, SlotKey below, int most)
    {
        var end = Utf8(below);
        using var writes = new WriteBatch();
        using var records = _database.NewIterator(readOptions: new ReadOptions().SetFillCache(false));
        var looked = 0;
        for (records.Seek(from); looked < most && IsBefore(records, end); records.Next(), looked++)
            if (SlotKey.TryParse(new RegisterKey(Encoding.UTF8.GetString(records.GetKeySpan())), out var slot) && slot.Log == below.Log) writes.Delete(records.Key());
        RequireReadable(records);
        var next = IsBefore(records, end) ? records.Key() : null;
        if (writes.Count() > 0) Write(writes, durable: false);
        return (next, writes.Count());
    }

    /// <summary>The slots that are still to be deleted: from the first of a log to its floor.</summary>
    /// <exception cref="StoreException">Damaged.</exception>
    internal List<(SlotKey First, SlotKey Below)> ReadUnswept()
    {
        var ranges = new List<(SlotKey, SlotKey)>();
        using var marks = _database.NewIterator(Meta);
        for (marks.Seek(SweepMark.Prefix.ToArray()); marks.Valid() && marks.GetKeySpan().StartsWith(SweepMark.Prefix); marks.Next())
        {
            var first = SweepMark.FromRecord(marks.GetKeySpan(), marks.GetValueSpan(), _directory);
            var floor = Encoding.UTF8.GetBytes(first.FloorKey.Value);
            if (Get(floor) is { } record) ranges.Add((first, new SlotKey(first.Log, TrimmedSlot.FloorOf(RegisterRecord.Read(floor, record, _directory)))));
        }
        RequireReadable(marks);
        return ranges;
    }

    /// <summary>Gives the space of what was deleted back. Takes as long as it takes; reads and writes go on meanwhile.</summary>
    internal void Compact(SlotKey first, SlotKey below) => _database.CompactRange(Utf8(first), Utf8(below));

    /// <summary>Has <see cref="Compact"/> end soon, now and from now on.</summary>
    internal void CancelCompacting() => Native.Instance.rocksdb_disable_manual_compaction(_database.Handle);

    /// <summary>Reads every register and checks its checksum.</summary>
    internal void Verify()
    {
        using var records = _database.NewIterator(readOptions: new ReadOptions().SetFillCache(false));
        for (records.SeekToFirst(); records.Valid(); records.Next())
            RegisterRecord.Read(records.GetKeySpan(), records.GetValueSpan(), _directory);
        RequireReadable(records);
    }

    public void Dispose() => _database.Dispose();

    internal static byte[] Utf8(SlotKey slot) => Encoding.UTF8.GetBytes(slot.Key.Value);

    private byte[]? Get(ReadOnlySpan<byte> key, ColumnFamilyHandle family)
    {
        try
        {
            return _database.Get(key, family);
        }
        catch (RocksDbException exception)
        {
            throw Unreadable(exception);
        }
    }

    private static bool IsBefore(Iterator records, byte[] end) => records.Valid() && records.GetKeySpan().SequenceCompareTo(end) < 0;

    private void RequireReadable(Iterator records)
    {
        try
        {
            // An iterator that met damage looks like one at the end.
            Native.Instance.rocksdb_iter_get_error(records.Handle);
        }
        catch (RocksDbException exception)
        {
            throw Unreadable(exception);
        }
    }

    private StoreException Unreadable(RocksDbException exception) =>
        new($"The store at '{_directory}' cannot be read: {exception.Message} {StoreAdvice.For(exception)}", exception);
}
