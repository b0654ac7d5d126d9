using Actors.Paxos;
using static Actors.Storage.RocksDb.Tests.Sample;

namespace Actors.Storage.RocksDb.Tests;

public sealed class TrimTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private RocksDbRegisterStore _store;

    public TrimTests() => _store = _directory.Open();

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5000)]
    public async Task It_forgets_the_slots_below_and_nothing_else(int slots)
    {
        RegisterKey[] others = [Slot(slots), Slot(0, "orders/0000000000000001"), new("log/orders/0000000000000001/outcome"), new("log/orders/00000000000000010"), Key(1)];
        _store.Write([.. Enumerable.Range(0, slots).Select(slot => Slot(slot)).Concat(others).Select(key => KeyValuePair.Create(key, Accepted(1)))]);
        _store.Trim(new SlotKey("orders", slots));
        await _store.Sweeping;
        for (var turn = 0; turn < 2; turn++)
        {
            for (var slot = 0; slot < slots; slot++) Assert.Same(AcceptorState.Initial, _store.Read(Slot(slot)));
            Assert.All(others, key => Assert.Equal(Accepted(1), _store.Read(key)));
            Assert.Equal(slots, TrimmedSlot.FloorOf(_store.Read(new SlotKey("orders", 0).FloorKey)));
            _store.Dispose();
            _store = _directory.Open();
        }
    }

    [Fact]
    public async Task Its_space_comes_back()
    {
        var value = Convert.ToHexString(Enumerable.Range(0, 5000).SelectMany(i => BitConverter.GetBytes(i * 7919)).ToArray());
        for (var slot = 0; slot < 2000; slot++) _store.Write(Slot(slot), Accepted(slot, $"{slot}{value}"));
        _store.Reopen();
        var before = BytesInTables();
        _store.Trim(new SlotKey("orders", 1990));
        await _store.Sweeping;
        Assert.InRange(BytesInTables(), 1, before / 20);
    }

    [Fact(Timeout = 60_000)]
    public async Task It_takes_no_longer_for_a_slot_far_away()
    {
        _store.Write(Slot(3), Accepted(3));
        _store.Trim(new SlotKey("orders", SlotKey.SlotMax));
        await _store.Sweeping;
        Assert.Same(AcceptorState.Initial, _store.Read(Slot(3)));
    }

    [Fact]
    public async Task The_floor_is_there_at_once_and_what_was_not_deleted_yet_goes_after_the_next_opening()
    {
        const int slots = 20_000;
        _store.Write([.. Enumerable.Range(0, slots).Select(slot => KeyValuePair.Create(Slot(slot), Accepted(slot)))]);
        _store.Trim(new SlotKey("orders", slots));
        Assert.Equal(slots, TrimmedSlot.FloorOf(_store.Read(new SlotKey("orders", 0).FloorKey)));
        _store.Reopen();
        _store.Trim(new SlotKey("orders", slots + 1));
        _store.Dispose();
        _store = _directory.Open();
        Assert.Equal(slots + 1, TrimmedSlot.FloorOf(_store.Read(new SlotKey("orders", 0).FloorKey)));
        await _store.Sweeping;
        for (var slot = 0; slot < slots; slot++) Assert.Same(AcceptorState.Initial, _store.Read(Slot(slot)));
        Assert.True(_store.Sweeping.IsCompletedSuccessfully);
        _store.Reopen();
        Assert.True(_store.Sweeping.IsCompleted);
    }

    [Fact]
    public async Task A_floor_that_is_raised_while_slots_are_being_deleted_has_the_others_deleted_too()
    {
        const int slots = 12_000;
        _store.Write([.. Enumerable.Range(0, slots).Select(slot => KeyValuePair.Create(Slot(slot), Accepted(slot)))]);
        _store.Trim(new SlotKey("orders", slots - 1000));
        while (_store.Read(Slot(0)) != AcceptorState.Initial) await Task.Yield();
        _store.Trim(new SlotKey("orders", slots));
        await _store.Sweeping;
        for (var slot = 0; slot < slots; slot++) Assert.Same(AcceptorState.Initial, _store.Read(Slot(slot)));
    }

    [Fact]
    public void Nobody_waits_for_the_end_of_a_compaction_to_reopen_or_to_close()
    {
        for (var slot = 0; slot < 100; slot++) _store.Write(Slot(slot), Accepted(slot, new string((char)('a' + slot % 26), 20_000)));
        _store.Dispose();
        using var directory = StoreDirectory.Acquire(_directory.Path);
        using var database = RegisterDatabase.Open(directory, new RocksDbStoreOptions());
        var (first, below) = (new SlotKey("orders", 0), new SlotKey("orders", 100));
        Assert.Equal((null, 100), database.DeleteSlots(RegisterDatabase.Utf8(first), below, most: 1000));
        var before = BytesInTables();
        new SlotSweep(database).Dispose();
        database.Compact(first, below);
        Assert.True(BytesInTables() >= before);
    }

    private static RegisterKey Slot(long slot, string log = "orders") => new SlotKey(log, slot).Key;

    private long BytesInTables() => Directory.GetFiles(_directory.Database, "*.sst").Sum(file => new FileInfo(file).Length);
}
