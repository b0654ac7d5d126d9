using static Actors.Storage.RocksDb.Tests.Sample;

namespace Actors.Storage.RocksDb.Tests;

public sealed class ConcurrencyTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Readers_see_the_state_while_it_is_written_reopened_and_disposed()
    {
        const int registers = 50;
        var store = _directory.Open();
        store.Write(Batch(0, registers), durable: true);
        var readers = Enumerable.Range(0, 4)
            .Select(_ => Task.Factory.StartNew(() => ReadUntilDisposed(store, registers), TaskCreationOptions.LongRunning))
            .ToArray();
        for (var round = 0; round < 20; round++)
        {
            store.Write(Batch(0, registers), durable: true);
            store.Reopen();
        }
        store.Dispose();
        Assert.All(await Task.WhenAll(readers), reads => Assert.True(reads > 0));
    }

    private static int ReadUntilDisposed(RocksDbRegisterStore store, int registers)
    {
        for (var reads = 0; ; reads++)
        {
            try
            {
                Assert.Equal(Accepted(reads % registers), store.Read(Key(reads % registers)));
            }
            catch (ObjectDisposedException)
            {
                return reads;
            }
        }
    }
}
