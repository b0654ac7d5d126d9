using System.Globalization;
using System.Text.RegularExpressions;
using static Actors.Storage.RocksDb.Tests.Sample;

namespace Actors.Storage.RocksDb.Tests;

public sealed partial class DurabilityTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly RocksDbRegisterStore _store;

    public DurabilityTests() => _store = _directory.Open(options: new() { CollectStatistics = true });

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(0)]
    public void A_durable_write_syncs_the_log_once_whatever_its_size(int registers)
    {
        _store.Write(Batch(0, 1), durable: false);
        var before = Ticker("wal.synced");
        for (var write = 1; write <= 3; write++)
        {
            _store.Write(Batch(0, registers), durable: true);
            Assert.Equal(before + write, Ticker("wal.synced"));
        }
    }

    [Fact]
    public void A_write_that_need_not_be_durable_does_not_sync()
    {
        var before = Ticker("wal.synced");
        _store.Write(Batch(0, 64), durable: false);
        Assert.Equal(before, Ticker("wal.synced"));
    }

    [Fact]
    public void An_incarnation_is_synced()
    {
        var before = Ticker("wal.synced");
        _store.RaiseIncarnation();
        Assert.Equal(before + 1, Ticker("wal.synced"));
    }

    [Fact]
    public void What_is_read_after_reopening_was_moved_from_the_log_to_a_table()
    {
        _store.Write(Batch(0, 64), durable: false);
        Assert.Equal(0, BytesInTables());
        _store.Reopen();
        Assert.True(BytesInTables() > 0);
        Assert.Equal(0, new FileInfo(_directory.Log).Length);
    }

    private long BytesInTables() => Directory.GetFiles(_directory.Database, "*.sst").Sum(file => new FileInfo(file).Length);

    private long Ticker(string name) =>
        long.Parse(TickerLine().Matches(_store.Statistics).Single(line => line.Groups[1].Value == name).Groups[2].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^rocksdb\.(\S+) COUNT : (\d+)", RegexOptions.Multiline)]
    private static partial Regex TickerLine();
}
