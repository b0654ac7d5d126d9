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
/// <see cref="Reopen"/> has succeeded. What was not synced may be missing after a power loss, in any order of its pages: the log ends at the first batch that is
/// not whole, so a write is there only if all before it are. Damage that looks exactly like it (a page of zeros or the log's end cut off, in what was written
/// with the last sync or since) cannot be told from it.
/// </remarks>
public sealed class RocksDbRegisterStore : IRegisterStore
{
    // Readers hold it shared while they are inside RocksDB, so that nobody frees the database under them. Never disposed, for
    // readers may still come.
    private readonly ReaderWriterLockSlim _gate = new();
    private readonly StoreDirectory _directory;
    private readonly RocksDbStoreOptions _options;
    private readonly ArrayBufferWriter<byte> _record = new(512);
    private StoreMeta _meta;
    private RegisterDatabase? _database;
    private SlotSweep? _sweep;
    private volatile Exception? _failure;
    private bool _disposed;

    private RocksDbRegisterStore(StoreDirectory directory, RocksDbStoreOptions options, RegisterDatabase database, StoreMeta meta) =>
        (_directory, _options, _database, _meta, Sequence, _sweep) = (directory, options, database, meta, database.ReadSequence(), new SlotSweep(database));

    /// <inheritdoc/>
    public Guid StoreId => _meta.StoreId;

    /// <inheritdoc/>
    public long Sequence { get; private set; }

    /// <inheritdoc/>
    public long? SizeBytes => _directory.SizeBytes;

    /// <summary>Completes when what was forgotten so far is deleted and its space given back.</summary>
    internal Task Sweeping => _sweep!.Running;

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
        RegisterDatabase? database = null;
        try
        {
            (database, var meta) = StoreOpening.Run(held, node, options);
            return new RocksDbRegisterStore(held, options, database, meta);
        }
        catch
        {
            database?.Dispose();
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
        if (first.Slot >= below.Slot) return;
        Change(_ =>
        {
            using var writes = new WriteBatch();
            Span<byte> buffer = stackalloc byte[RegisterKey.MaxBytes];
            var floor = RegisterRecord.Key(below.FloorKey, buffer);
            writes.Put(floor, RegisterRecord.Write(floor, TrimmedSlot.FloorState(below), _record));
            _sweep!.Raise(first, below, writes);
            return 0;
        });
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
            Close();
            (_database, _meta) = StoreOpening.RunAgain(_directory, _meta, _options);
            Sequence = _database.ReadSequence();
            _sweep = new SlotSweep(_database);
            _failure = null;
        }
        catch (Exception exception) when (!_disposed)
        {
            _failure = exception;
            throw;
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
            Close();
            _directory.Dispose();
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    private void Close()
    {
        _sweep?.Dispose();
        _database?.Dispose();
        (_sweep, _database) = (null, null);
    }

    private RegisterDatabase Database
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if ((_failure ?? _database?.Failure) is { } failure)
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
                    + $"Reopen the store. {StoreAdvice.For(exception)}", exception);
            }
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }
}
