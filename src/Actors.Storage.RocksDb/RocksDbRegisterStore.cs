using System.Buffers;
using System.Text;
using Actors.Engine;
using Actors.Paxos;
using RocksDbSharp;

namespace Actors.Storage.RocksDb;

/// <summary>
/// The register store of a node in a directory of its local disk. One process at a time; what a durable <see cref="Write"/> returned
/// for survives a power loss; damage is refused and never repaired, because a repaired acceptor may have forgotten promises.
/// </summary>
/// <remarks>
/// Any failed write closes the store: <see cref="Read"/> and <see cref="Write"/> throw <see cref="StoreException"/> until
/// <see cref="Reopen"/> has succeeded. A torn last record, as a crash leaves it, is no damage: nothing was answered after it. Damage
/// that looks exactly like it (the last record's length, or the log's end cut off) cannot be told from it.
/// </remarks>
public sealed class RocksDbRegisterStore : IRegisterStore
{
    /// <summary>How many slots must be forgotten at once before their space is asked back; fewer are left to RocksDB's own compaction.</summary>
    private const long CompactedSlotsMin = 1000;

    private const long TrimmedAtOnceMax = 4096;

    // Readers hold it shared while they are inside RocksDB, so that nobody frees the database under them. Never disposed, for
    // readers may still come.
    private readonly ReaderWriterLockSlim _gate = new();
    private readonly StoreDirectory _directory;
    private readonly RocksDbStoreOptions _options;
    private readonly ArrayBufferWriter<byte> _record = new(512);
    private Task _compacting = Task.CompletedTask;
    private StoreMeta _meta;
    private RegisterDatabase? _database;
    private volatile Exception? _failure;
    private bool _disposed;

    private RocksDbRegisterStore(StoreDirectory directory, RocksDbStoreOptions options, RegisterDatabase database, StoreMeta meta) =>
        (_directory, _options, _database, _meta, Sequence) = (directory, options, database, meta, database.ReadSequence());

    /// <inheritdoc/>
    public Guid StoreId => _meta.StoreId;

    /// <inheritdoc/>
    public long Sequence { get; private set; }

    /// <inheritdoc/>
    public long? SizeBytes => _directory.SizeBytes;

    /// <summary>Completes when the space of what was forgotten so far has been given back.</summary>
    internal Task Compacting => _compacting;

    internal string Statistics => _database!.Statistics;

    /// <summary>Opens the store in <paramref name="directory"/>; an absent or empty directory becomes a new store.</summary>
    /// <param name="directory">On a local disk, used by nothing else.</param>
    /// <param name="node">The name of the node, 1 to 512 bytes of UTF-8. The store belongs to it for ever.</param>
    /// <param name="options">The defaults if null.</param>
    /// <exception cref="StoreException">In use, damaged, of an unknown format, of another node, no store, or not accessible.</exception>
    /// <exception cref="ArgumentException">The name or an option is out of its range.</exception>
    public static RocksDbRegisterStore Open(string directory, string node, RocksDbStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentException.ThrowIfNullOrEmpty(node);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Encoding.UTF8.GetByteCount(node), RegisterKey.MaxBytes, nameof(node));
        options ??= new RocksDbStoreOptions();
        options.Validate();
        var held = StoreDirectory.Acquire(directory);
        try
        {
            var (database, meta) = StoreOpening.Run(held, node, options);
            return new RocksDbRegisterStore(held, options, database, meta);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public AcceptorState Read(RegisterKey key)
    {
        Span<byte> buffer = stackalloc byte[RegisterKey.MaxBytes];
        var name = RegisterRecord.Key(key, buffer);
        byte[]? record;
        _gate.EnterReadLock();
        try
        {
            record = Database.Get(name);
        }
        finally
        {
            _gate.ExitReadLock();
        }
        return record is null ? AcceptorState.Initial : RegisterRecord.Read(name, record, _directory.Path);
    }

    /// <inheritdoc/>
    public void Write(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable) => WriteBatch(batch, durable, counts: durable);

    /// <inheritdoc/>
    public void Note(RegisterKey key, AcceptorState state) => WriteBatch([new(key, state)], durable: true, counts: false);

    private void WriteBatch(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable, bool counts)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Change(database =>
        {
            using var writes = new WriteBatch();
            Span<byte> buffer = stackalloc byte[RegisterKey.MaxBytes];
            foreach (var (key, state) in batch)
            {
                var name = RegisterRecord.Key(key, buffer);
                writes.Put(name, RegisterRecord.Write(name, state, _record));
            }
            if (counts) writes.Put(StoreSequence.Key, StoreSequence.ToRecord(Sequence + 1, _record), database.Meta);
            database.Write(writes, durable);
            if (counts) Sequence++;
            return 0;
        });
    }

    /// <inheritdoc/>
    public void Trim(SlotKey below)
    {
        var first = new SlotKey(below.Log, TrimmedSlot.FloorOf(Read(below.FloorKey)));
        for (var from = first; from.Slot < below.Slot;)
        {
            var next = new SlotKey(below.Log, Math.Min(from.Slot + TrimmedAtOnceMax, below.Slot));
            Forget(from, next);
            from = next;
        }
        if (below.Slot - first.Slot >= CompactedSlotsMin) _compacting = CompactAsync(first, below, _compacting);
    }

    /// <inheritdoc/>
    public long RaiseIncarnation() => Change(database =>
    {
        var raised = _meta with { Incarnation = _meta.Incarnation + 1 };
        database.WriteMeta(raised);
        _meta = raised;
        return raised.Incarnation;
    });

    /// <inheritdoc/>
    public void Reopen()
    {
        _gate.EnterWriteLock();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _failure ??= new InvalidOperationException("It is being reopened.");
            _database?.Dispose();
            _database = null;
            (_database, _meta) = StoreOpening.RunAgain(_directory, _meta, _options);
            Sequence = _database.ReadSequence();
            _failure = null;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>Waits for those who are reading and closes. Then every method throws <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _gate.EnterWriteLock();
        try
        {
            if (_disposed) return;
            _disposed = true;
            _database?.Dispose();
            _database = null;
            _directory.Dispose();
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    private void Forget(SlotKey first, SlotKey below) => Change(database =>
    {
        using var writes = new WriteBatch();
        Span<byte> buffer = stackalloc byte[RegisterKey.MaxBytes];
        var floor = RegisterRecord.Key(below.FloorKey, buffer);
        writes.Put(floor, RegisterRecord.Write(floor, TrimmedSlot.FloorState(below), _record));
        RegisterDatabase.Delete(writes, first, below);
        database.Write(writes, durable: false);
        return 0;
    });

    /// <summary>Gives the space of deleted slots back, beside everything else.</summary>
    private async Task CompactAsync(SlotKey first, SlotKey below, Task before)
    {
        await before.ConfigureAwait(false);
        await Task.Run(() =>
        {
            _gate.EnterReadLock();
            try
            {
                if (!_disposed && _failure is null) _database!.Compact(first, below);
            }
            catch (RocksDbException)
            {
                // Nothing is lost but space; a damaged file shows itself to whoever reads it.
            }
            finally
            {
                _gate.ExitReadLock();
            }
        }).ConfigureAwait(false);
    }

    private RegisterDatabase Database
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_failure is { } failure)
                throw new StoreException(
                    $"The store at '{_directory.Path}' is closed since it failed: {failure.Message} Reopen it.", failure);
            return _database!;
        }
    }

    private T Change<T>(Func<RegisterDatabase, T> change)
    {
        _gate.EnterReadLock();
        try
        {
            var database = Database;
            try
            {
                return change(database);
            }
            catch (Exception exception)
            {
                _failure = exception;
                throw new StoreException(
                    $"Writing to the store at '{_directory.Path}' failed, and its outcome is unknown: {exception.Message} "
                    + "Reopen the store; check the disk.", exception);
            }
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }
}
