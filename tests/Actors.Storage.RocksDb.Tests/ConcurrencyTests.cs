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
        var reads = new int[4];
        var readers = Enumerable.Range(0, reads.Length)
            .Select(reader => Task.Factory.StartNew(() => ReadUntilDisposed(store, registers, ref reads[reader]), TaskCreationOptions.LongRunning))
            .ToArray();
        // A thread may take its time to begin.
        for (var round = 0; round < 20 || (Array.Exists(reads, count => count == 0) && !Array.Exists(readers, reader => reader.IsCompleted)); round++)
        {
            store.Write(Batch(0, registers), durable: true);
            store.Reopen();
        }
        store.Dispose();
        await Task.WhenAll(readers);
    }

    private static void ReadUntilDisposed(RocksDbRegisterStore store, int registers, ref int reads)
    {
        for (; ; reads++)
        {
            try
            {
                Assert.Equal(Accepted(reads % registers), store.Read(Key(reads % registers)));
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }
}
