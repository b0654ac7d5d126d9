using Actors.Engine;
using Actors.Paxos;
using static Actors.Storage.RocksDb.Tests.Sample;

namespace Actors.Storage.RocksDb.Tests;

/// <summary>What a refusal says to do is right for its cause: following it never costs the node its store.</summary>
public sealed class AdviceTests
{
    [Theory]
    [InlineData("IO error: No space left on device: While appending to file: /data/n1/000012.log: No space left on device", StoreAdvice.Full)]
    [InlineData("No space left on device : '/data/n1/creating'", StoreAdvice.Full)]
    [InlineData("IO error: While fsync: /data/n1/000012.log: Disk quota exceeded", StoreAdvice.Full)]
    [InlineData("IO error: While open a file for appending: /data/n1/000012.log: Read-only file system", StoreAdvice.ReadOnly)]
    [InlineData("IO error: While open a file for random read: /data/n1/000008.sst: Permission denied", StoreAdvice.Rights)]
    [InlineData("Access to the path '/data/n1/lock' is denied.", StoreAdvice.Rights)]
    [InlineData("IO error: While open a file for random read: /data/n1/000008.sst: Too many open files", StoreAdvice.TooManyFiles)]
    [InlineData("IO error: While appending to file: /data/n1/000012.log: File too large", StoreAdvice.TooLarge)]
    [InlineData("IO error: While fdatasync: /data/n1/000012.log: Input/output error", StoreAdvice.Failing)]
    [InlineData("Corruption: block checksum mismatch: stored = 1, computed = 2 in /data/n1/000008.sst", StoreAdvice.Damaged)]
    [InlineData("Corruption: IO error: No such file or directory: While open a file for random read: /data/n1/000008.sst", StoreAdvice.Missing)]
    [InlineData("Invalid argument: /data/n1: does not exist (create_if_missing is false)", StoreAdvice.Missing)]
    [InlineData("Something else.", StoreAdvice.Unknown)]
    public void Each_cause_has_its_own(string message, string advice) => Assert.Equal(advice, StoreAdvice.For(new IOException(message)));

    [Fact]
    public void None_says_to_take_an_empty_store()
    {
        string[] all =
        [
            StoreAdvice.Damaged, StoreAdvice.Missing, StoreAdvice.Full, StoreAdvice.Rights, StoreAdvice.ReadOnly, StoreAdvice.Failing, StoreAdvice.TooManyFiles,
            StoreAdvice.TooLarge, StoreAdvice.Unknown,
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.All(all, advice => Assert.DoesNotContain("with an empty one", advice));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8 * 1024)]
    [InlineData(100 * 1024)]
    [InlineData(1100 * 1024)]
    public void While_its_disk_is_full_a_node_says_to_free_space_and_goes_on_by_itself_then(int free)
    {
        using var disk = new SmallDisk(mebibytes: 24);
        using var store = Open(disk);
        var engine = new AcceptorEngine(store, new StoreMark(store.RaiseIncarnation(), store.Sequence));
        disk.Fill(free);
        var accepted = 0;
        var failure = Assert.Throws<StoreException>(() =>
        {
            for (; accepted < 10_000; accepted++) Accept(engine, accepted);
        });
        Assert.Contains(StoreAdvice.Full, failure.Message);
        for (var attempt = 0; attempt < 3; attempt++)
            if (Record.Exception(() => Accept(engine, accepted)) is { } again) Assert.Contains(StoreAdvice.Full, Assert.IsType<StoreException>(again).Message);
        disk.Free();
        Accept(engine, accepted);
        for (var number = 0; number <= accepted; number++) Assert.Equal(Accepted(number, Value), store.Read(Key(number)));
    }

    [Fact]
    public void A_store_that_found_its_disk_full_when_it_was_opened_opens_once_there_is_space()
    {
        var refused = 0;
        for (var free = 0; free <= 4 << 20; free += 128 << 10)
        {
            using var disk = new SmallDisk(mebibytes: 8);
            using (var store = Open(disk)) store.Write(Batch(0, 5000));
            disk.Fill(free);
            if (Record.Exception(() => Open(disk).Dispose()) is { } refusal)
            {
                refused++;
                Assert.Contains(StoreAdvice.Full, Assert.IsType<StoreException>(refusal).Message);
            }
            disk.Free();
            using var again = Open(disk);
            Assert.All(Batch(0, 5000), pair => Assert.Equal(pair.Value, again.Read(pair.Key)));
        }
        Assert.True(refused > 1);
    }

    [Fact]
    public void A_store_whose_disk_was_full_when_it_was_created_opens_once_there_is_space()
    {
        var refused = 0;
        for (var free = 0; free <= 160 << 10; free += 4 << 10)
        {
            using var disk = new SmallDisk(mebibytes: 8);
            disk.Fill(free);
            if (Record.Exception(() => Open(disk).Dispose()) is { } refusal)
            {
                refused++;
                Assert.Contains(StoreAdvice.Full, Assert.IsType<StoreException>(refusal).Message);
            }
            disk.Free();
            using var again = Open(disk);
            Assert.Equal(1, again.RaiseIncarnation());
        }
        Assert.True(refused > 1);
    }

    [Fact]
    public void A_disk_that_became_read_only_is_named_and_the_node_goes_on_once_it_is_writable()
    {
        using var disk = new SmallDisk(mebibytes: 24);
        using (var store = Open(disk)) store.Write(Batch(0, 10));
        disk.MakeReadOnly();
        Assert.Contains(StoreAdvice.ReadOnly, Assert.Throws<StoreException>(() => Open(disk)).Message);
        disk.MakeWritable();
        using var again = Open(disk);
        Assert.All(Batch(0, 10), pair => Assert.Equal(pair.Value, again.Read(pair.Key)));
    }

    private static readonly string Value = new('v', 20_000);

    private static RocksDbRegisterStore Open(SmallDisk disk) => RocksDbRegisterStore.Open(disk.Path, "node-1", new() { WriteBufferBytes = 1 << 20 });

    private static void Accept(AcceptorEngine engine, int number) =>
        engine.Process([new RegisterMessage(Key(number), new Accept(Ballot.Fast, Proposal(number, Value)))], default);
}
