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
    public void It_forgets_the_slots_below_and_nothing_else(int slots)
    {
        RegisterKey[] others = [Slot(slots), Slot(0, "orders/0000000000000001"), new("log/orders/0000000000000001/outcome"), new("log/orders/00000000000000010"), Key(1)];
        _store.Write([.. Enumerable.Range(0, slots).Select(slot => Slot(slot)).Concat(others).Select(key => KeyValuePair.Create(key, Accepted(1)))]);
        _store.Trim(new SlotKey("orders", slots));
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
        await _store.Compacting;
        Assert.InRange(BytesInTables(), 1, before / 20);
    }

    private static RegisterKey Slot(long slot, string log = "orders") => new SlotKey(log, slot).Key;

    private long BytesInTables() => Directory.GetFiles(_directory.Database, "*.sst").Sum(file => new FileInfo(file).Length);
}
