using Actors.Engine;
using Actors.Paxos;
using RocksDbSharp;

namespace Actors.Storage.RocksDb;

/// <summary>
/// Deletes the slots below the floors of logs, and gives their space back, beside everything else: nobody who votes waits for it, however many they are.
/// The floor is what forgets them, so it does not matter when they go. What is left to be deleted is marked until it is done: a crash only puts it off.
/// </summary>
internal sealed class SlotSweep : IDisposable
{
    /// <summary>So few go with the floor, in one write.</summary>
    private const long AtOnceMax = 512;

    /// <summary>How many registers are looked at before others may write again.</summary>
    private const int PieceMax = 1024;

    /// <summary>How many must have been deleted before their space is asked back; fewer are left to RocksDB's own compaction.</summary>
    private const long CompactedMin = 1000;

    /// <summary>Between two pieces: the disk is there for votes.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly Lock _lock = new();
    private readonly RegisterDatabase _database;
    private readonly Dictionary<string, (SlotKey First, SlotKey Below)> _ranges = [];
    private readonly CancellationTokenSource _stopping = new();
    private bool _isRunning;

    /// <param name="database">The opening that it belongs to. What an earlier one has left is done now.</param>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public SlotSweep(RegisterDatabase database)
    {
        _database = database;
        foreach (var (first, below) in database.ReadUnswept()) Begin(first, below);
    }

    /// <summary>Completes when nothing is left to be deleted, or nothing can be.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Writes the floor of a log, and has the slots below it deleted: then, or afterwards, and never before.</summary>
    /// <param name="first">The floor before.</param>
    /// <param name="below">The floor.</param>
    /// <param name="writes">What writes it.</param>
    public void Raise(SlotKey first, SlotKey below, WriteBatch writes)
    {
        if (below.Slot - first.Slot <= AtOnceMax)
        {
            RegisterDatabase.Delete(writes, first, below);
            _database.Write(writes, durable: false);
            return;
        }
        // Over the write too: otherwise who has just swept up to the floor before could take the mark of this one away.
        lock (_lock)
        {
            if (!_ranges.ContainsKey(below.Log)) writes.Put(SweepMark.Key(below.Log), SweepMark.ToRecord(first), _database.Meta);
            _database.Write(writes, durable: false);
            Begin(first, below);
        }
    }

    /// <summary>
    /// Ends it between two pieces, or in the middle of compacting, which may take long and nobody may vote meanwhile; what is left to delete stays marked. Nobody uses
    /// the database any more afterwards.
    /// </summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _database.CancelCompacting();
        Running.Wait();
    }

    private void Begin(SlotKey first, SlotKey below)
    {
        lock (_lock)
        {
            _ranges[below.Log] = _ranges.TryGetValue(below.Log, out var range) ? (range.First, below) : (first, below);
            if (_isRunning) return;
            _isRunning = true;
            Running = Task.Run(RunAsync);
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (Next() is { } range)
            {
                await SweepAsync(range.First, range.Below).ConfigureAwait(false);
                End(range.Below);
            }
        }
        catch (Exception)
        {
            // It is to end, or a write failed, and that has closed the store, or something cannot be read, and that shows itself to whoever reads it. In any case
            // the marks are there for the next time, and whoever closes the store must not fail for this.
            lock (_lock) _isRunning = false;
        }
    }

    private (SlotKey First, SlotKey Below)? Next()
    {
        lock (_lock)
        {
            foreach (var range in _ranges.Values) return range;
            _isRunning = false;
            return null;
        }
    }

    private async Task SweepAsync(SlotKey first, SlotKey below)
    {
        var deleted = 0L;
        for (byte[]? next = RegisterDatabase.Utf8(first); next is { } from;)
        {
            await Task.Delay(Pause, _stopping.Token).ConfigureAwait(false);
            (next, var count) = _database.DeleteSlots(from, below, PieceMax);
            deleted += count;
        }
        if (deleted >= CompactedMin) _database.Compact(first, below);
    }

    /// <summary>All below a slot is deleted. The floor may have been raised meanwhile.</summary>
    private void End(SlotKey below)
    {
        lock (_lock)
        {
            if (_ranges[below.Log].Below != below)
            {
                _ranges[below.Log] = (below, _ranges[below.Log].Below);
                return;
            }
            using var writes = new WriteBatch();
            writes.Delete(SweepMark.Key(below.Log), _database.Meta);
            _database.Write(writes, durable: false);
            _ranges.Remove(below.Log);
        }
    }
}
