using Actors.Engine;
using Actors.Paxos;
using static Actors.Storage.RocksDb.Tests.Sample;

namespace Actors.Storage.RocksDb.Tests;

/// <summary>Pages that were not synced reach a disk in any order; a power loss leaves any of them out.</summary>
public sealed class PowerLossTests : IDisposable
{
    private const string Log = "orders";
    private const int Slots = 3000, Durable = 20, Hints = 2000, Late = 4000;

    private static readonly SlotKey Floor = new(Log, 0);

    private readonly TempDirectory _directory = new();
    private readonly RocksDbRegisterStore _store;
    private readonly PowerLoss _loss;

    public PowerLossTests()
    {
        (_store, _loss) = (_directory.Open(), new PowerLoss(_directory));
        _store.Write([.. Enumerable.Range(0, Slots).Select(slot => KeyValuePair.Create(Slot(slot), Accepted(slot)))]);
        _store.Write(Batch(0, Durable));
        _loss.Sync();
    }

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    [Theory, InlineData(300, true), InlineData(300, false), InlineData(900, true), InlineData(900, false)]
    public async Task Any_page_of_trims_may_be_missing(int step, bool keepsLength)
    {
        await TrimAsync(step);
        var floors = new List<long>();
        foreach (var page in _loss.Unsynced)
        {
            using var copy = _loss.After([page], keepsLength);
            floors.Add(CheckOpens(copy));
        }
        Assert.True(floors.Count > 3, "Too little is unsynced.");
        Assert.Equal(floors.Order(), floors);
        Assert.True(floors[0] < Slots);
    }

    [Theory, InlineData(300, true), InlineData(300, false), InlineData(900, true), InlineData(900, false)]
    public async Task Any_pages_of_trims_may_be_missing(int step, bool keepsLength)
    {
        await TrimAsync(step);
        for (var seed = 1; seed <= 25; seed++)
        {
            var random = new Random(seed);
            var share = random.NextDouble();
            using var copy = _loss.After([.. _loss.Unsynced.Where(_ => random.NextDouble() < share)], keepsLength);
            CheckOpens(copy);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_page_of_a_write_that_was_to_be_synced_may_be_missing_with_what_was_not_before_it(bool keepsLength)
    {
        _store.Write(Batch(Hints, 400), durable: false);
        _store.Write(Batch(Late, 600), durable: true);
        Assert.True(_loss.Unsynced.Count > 12, "The write is too small.");
        foreach (var page in _loss.Unsynced)
        {
            using var copy = _loss.After([page], keepsLength);
            CheckOpens(copy);
            using var store = copy.Open();
            var late = Batch(Late, 600).Count(pair => store.Read(pair.Key) != AcceptorState.Initial);
            Assert.Equal(0, late);
        }
        using var whole = _loss.After([]);
        using var all = whole.Open();
        Assert.All(Batch(Late, 600), pair => Assert.Equal(pair.Value, all.Read(pair.Key)));
    }

    [Fact]
    public void A_page_that_is_missing_before_what_was_synced_is_damage()
    {
        _store.Write(Batch(Hints, 300), durable: false);
        _store.Write(Batch(Late, 300), durable: true);
        _loss.Sync();
        _store.Write(Batch(Late + 300, 1), durable: false);
        Assert.True(_loss.OnDisk.Count > 20, "Too little is synced.");
        foreach (var page in _loss.OnDisk)
        {
            using var copy = _loss.Damaged(page);
            Assert.Contains(StoreAdvice.Damaged, Assert.Throws<StoreException>(() => copy.Open()).Message);
            Assert.Throws<StoreException>(() => copy.Open());
        }
    }

    [Fact]
    public void What_stands_after_a_hole_never_comes_back()
    {
        for (var hint = 0; hint < 100; hint++) _store.Write(Batch(Hints + 10 * hint, 10), durable: false);
        var middle = _loss.Unsynced[_loss.Unsynced.Count / 2];
        using var copy = _loss.After([middle]);
        int Present(RocksDbRegisterStore store) => Enumerable.Range(0, 1000).Count(hint => store.Read(Key(Hints + hint)) != AcceptorState.Initial);
        int present;
        using (var store = copy.Open())
        {
            present = Present(store);
            Assert.InRange(present, 10, 900);
            store.Write(Batch(Late, 400), durable: false);
            store.Write(Batch(Late + 400, 1), durable: true);
        }
        for (var turn = 0; turn < 2; turn++)
        {
            using var store = copy.Open();
            Assert.Equal(present, Present(store));
            Assert.All(Batch(Late, 401), pair => Assert.Equal(pair.Value, store.Read(pair.Key)));
            store.Reopen();
            Assert.Equal(present, Present(store));
        }
    }

    [Theory]
    [InlineData(false, 0, 0)]
    [InlineData(false, 0, 5)]
    [InlineData(false, 3, 0)]
    [InlineData(false, 3, 5)]
    [InlineData(true, 0, 0)]
    [InlineData(true, 0, 5)]
    public void A_log_whose_predecessor_has_lost_its_end_is_cut_off_if_nothing_in_it_was_synced(bool durable, int unsynced, int torn)
    {
        for (var write = 0; write < 3; write++) _store.Write(Batch(Hints + write, 1), durable: false);
        _store.Write(Batch(Late, 1), durable);
        for (var write = 0; write < unsynced; write++) _store.Write(Batch(Late + 1 + write, 1), durable: false);
        using var copy = _directory.Copy();
        var batches = LogFile.Read(copy.Log);
        // The second hint is the end of the first log, and is lost or torn.
        var end = batches.Count - 2 - unsynced;
        var second = Path.Combine(copy.Database, "000100.log");
        LogFile.Write(second, batches[end..]);
        LogFile.Write(WriteAheadLog.Logs(copy.Database)[0], batches[..(torn > 0 ? end : end - 1)]);
        using (var log = File.OpenWrite(WriteAheadLog.Logs(copy.Database)[0])) log.SetLength(log.Length - torn);
        using var store = copy.Open();
        Assert.Equal(Accepted(Hints), store.Read(Key(Hints)));
        Assert.All(Enumerable.Range(0, 2).Select(write => Hints + 1 + write).Append(Late), number => Assert.Same(AcceptorState.Initial, store.Read(Key(number))));
    }

    [Fact]
    public void A_log_whose_predecessor_has_lost_its_end_is_damage_if_something_in_it_was_synced()
    {
        for (var write = 0; write < 3; write++) _store.Write(Batch(Hints + write, 1), durable: true);
        using var copy = _directory.Copy();
        var batches = LogFile.Read(copy.Log);
        LogFile.Write(Path.Combine(copy.Database, "000100.log"), batches[^1..]);
        LogFile.Write(WriteAheadLog.Logs(copy.Database)[0], batches[..^2]);
        Assert.Contains(StoreAdvice.Damaged, Assert.Throws<StoreException>(() => copy.Open()).Message);
    }

    [Fact]
    public void Logs_that_were_split_are_read_as_one()
    {
        for (var write = 0; write < 3; write++) _store.Write(Batch(Hints + write, 1), durable: false);
        using var copy = _directory.Copy();
        var batches = LogFile.Read(copy.Log);
        LogFile.Write(Path.Combine(copy.Database, "000100.log"), batches[^2..]);
        LogFile.Write(WriteAheadLog.Logs(copy.Database)[0], batches[..^2]);
        using var store = copy.Open();
        Assert.All(Batch(Hints, 3), pair => Assert.Equal(pair.Value, store.Read(pair.Key)));
    }

    [Fact]
    public void A_log_that_an_earlier_version_has_ended_in_a_tear_has_no_hole_if_the_next_goes_on_from_it()
    {
        for (var write = 0; write < 3; write++) _store.Write(Batch(Hints + write, 1), durable: true);
        using var copy = _directory.Copy();
        var batches = LogFile.Read(copy.Log);
        var (torn, next) = (copy.Log, Path.Combine(copy.Database, "000100.log"));
        LogFile.Write(next, batches[^1..]);
        LogFile.Write(torn, batches[..^1]);
        File.AppendAllBytes(torn, [1, 2, 3, 4]);
        var search = new LogSearch();
        using (var file = File.OpenRead(torn)) search.Read(0, file);
        Assert.NotNull(search.Hole);
        using (var file = File.OpenRead(next)) search.Read(1, file);
        Assert.Null(search.Hole);
    }

    [Fact]
    public void In_a_log_of_an_earlier_version_which_does_not_say_what_was_synced_every_batch_counts_as_synced()
    {
        for (var write = 0; write < 3; write++) _store.Write(Batch(Hints + 20 * write, 20), durable: false);
        using var copy = _directory.Copy();
        const int mark = 16;
        var batches = LogFile.Read(copy.Log).ConvertAll(batch => batch[..^mark]);
        LogFile.Write(copy.Log, batches);
        using (var whole = copy.Copy())
        using (var store = whole.Open())
            Assert.All(Batch(Hints, 60), pair => Assert.Equal(pair.Value, store.Read(pair.Key)));
        var log = File.ReadAllBytes(copy.Log);
        var length = batches[^1].Length + LogRecord.HeaderBytes;
        Assert.True(length > 1024, "A sector is not lost.");
        log.AsSpan(log.Length - 2 * length, length).Clear();
        File.WriteAllBytes(copy.Log, log);
        Assert.Contains(StoreAdvice.Damaged, Assert.Throws<StoreException>(() => copy.Open()).Message);
    }

    [Fact]
    public void Many_logs_have_no_hole_between_them()
    {
        using var directory = new TempDirectory();
        using (var store = directory.Open(options: new() { WriteBufferBytes = 1 << 20 }))
            for (var batch = 0; batch < 300; batch++) store.Write(Batch(100 * batch, 100), durable: batch % 7 == 0);
        var logs = WriteAheadLog.Logs(directory.Database);
        Assert.True(logs.Length > 1, "There is one log only.");
        var lengths = logs.Select(log => new FileInfo(log).Length).ToArray();
        using (var held = StoreDirectory.Acquire(directory.Path)) WriteAheadLog.EndAtHole(held);
        Assert.Equal(lengths, logs.Select(log => new FileInfo(log).Length));
        using var again = directory.Open();
        Assert.All(Batch(0, 30_000), pair => Assert.Equal(pair.Value, again.Read(pair.Key)));
    }

    [Fact]
    public async Task Each_write_has_a_mark_of_its_own_whoever_else_writes()
    {
        const int writers = 6, writes = 50;
        using var directory = new TempDirectory();
        directory.Open().Dispose();
        using var held = StoreDirectory.Acquire(directory.Path);
        using var database = RegisterDatabase.Open(held, new RocksDbStoreOptions());
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Factory.StartNew(() =>
        {
            for (var write = 0; write < writes; write++) database.WriteMeta(new StoreMeta(Guid.NewGuid(), $"node-{writer}", write));
        }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Equal(writers * writes, LogFile.Read(directory.Log).Count);
    }

    [Fact]
    public void A_crash_that_tore_the_first_record_of_a_new_store_leaves_one_that_opens()
    {
        using var directory = new TempDirectory();
        using (var held = StoreDirectory.Acquire(directory.Path))
        using (var database = RegisterDatabase.Open(held, new RocksDbStoreOptions()))
            database.WriteMeta(new StoreMeta(Guid.NewGuid(), "node-1", 0));
        using (var log = File.OpenWrite(directory.Log)) log.SetLength(log.Length - 3);
        using var store = directory.Open();
        Assert.Equal(1, store.RaiseIncarnation());
    }

    private static RegisterKey Slot(long slot) => new SlotKey(Log, slot).Key;

    /// <summary>Unsynced: floors with what they delete, or with deletions that follow piece by piece.</summary>
    private async Task TrimAsync(int step)
    {
        for (long below = step; below <= Slots; below += step)
        {
            _store.Trim(new SlotKey(Log, below));
            _store.Write(Batch(Hints, 1, $"below {below}"), durable: false);
            await _store.Sweeping;
        }
    }

    /// <returns>The floor.</returns>
    private static long CheckOpens(TempDirectory directory)
    {
        using var store = directory.Open();
        Assert.All(Batch(0, Durable), pair => Assert.Equal(pair.Value, store.Read(pair.Key)));
        var floor = TrimmedSlot.FloorOf(store.Read(Floor.FloorKey));
        for (var slot = floor; slot < Slots; slot++) Assert.Equal(Accepted((int)slot), store.Read(Slot(slot)));
        return floor;
    }
}
