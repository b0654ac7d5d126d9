using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Actors.Engine;
using Actors.Paxos;

namespace Actors.Storage.RocksDb.Tests;

/// <summary>Whatever a disk gives back, with a checksum that is right: what only a wrong writer leaves.</summary>
public sealed class FuzzTests
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes("orders/1"), Sweep = SweepMark.Key("membership/actors");
    private static readonly Proposal Winner = new(ProposalId.New(), new RegisterValue(new byte[20], "text/plain"));

    [Fact]
    public void Registers() => Check(
        Key, bytes => RegisterRecord.Read(Key, bytes, "."), Record(new AcceptorState(new Ballot(7, new ProposerId("n1", 1, 1)), new AcceptedPair(Ballot.Fast, Winner), null)),
        Record(AcceptorState.Initial with { Chosen = Winner }));

    [Fact]
    public void What_a_store_says_of_itself() => Check(StoreMeta.Key.ToArray(), bytes => StoreMeta.FromRecord(bytes, "."), new StoreMeta(Guid.NewGuid(), "n1", 1_000).ToRecord());

    [Fact]
    public void Counts_of_writes() => Check(StoreSequence.Key.ToArray(), bytes => StoreSequence.FromRecord(bytes, "."), StoreSequence.ToRecord(1L << 40, new ArrayBufferWriter<byte>()));

    [Fact]
    public void What_is_to_be_deleted() => Check(Sweep, bytes => SweepMark.FromRecord(Sweep, bytes, "."), SweepMark.ToRecord(new SlotKey("membership/actors", 1L << 40)));

    /// <summary>Nothing in a write-ahead log is an exception: it is a batch, a hole, or damage. The bytes are a file, and then the contents of good records.</summary>
    [Fact]
    public void Write_ahead_logs()
    {
        var batches = Enumerable.Range(1, 4).Select(i => Batch((ulong)i, count: 1, synced: (ulong)i - 1)).ToArray();
        using var file = new MemoryStream();
        LogFile.Write(file, batches);
        Fuzz.Check<FormatException>(Search, bytesPerByte: 64, bytesAlways: 256 * 1024, [file.ToArray(), new byte[LogRecord.BlockBytes]]);
        Fuzz.Check<FormatException>(
            bytes =>
            {
                using var sealedAgain = new MemoryStream();
                LogFile.Write(sealedAgain, bytes.Chunk(batches[0].Length));
                Search(sealedAgain.ToArray());
            },
            bytesPerByte: 64, bytesAlways: 256 * 1024, [[.. batches.SelectMany(batch => batch)], Batch(0, uint.MaxValue, ulong.MaxValue), Batch(ulong.MaxValue, 1, 0)]);

        static void Search(byte[] bytes)
        {
            var search = new LogSearch();
            search.Read(1, new MemoryStream(bytes));
            search.Read(2, new MemoryStream(bytes));
            if (search.Hole is { } hole) Assert.InRange(hole.Start, 0, bytes.Length);
        }
    }

    /// <summary>A batch of RocksDB: its first sequence number, how many it has, and what <see cref="SyncMark"/> says.</summary>
    private static byte[] Batch(ulong first, uint count, ulong synced)
    {
        byte[] batch = [.. new byte[12], 3, 14, .. new byte[8], .. "synced"u8];
        BinaryPrimitives.WriteUInt64LittleEndian(batch, first);
        BinaryPrimitives.WriteUInt32LittleEndian(batch.AsSpan(8), count);
        BinaryPrimitives.WriteUInt64BigEndian(batch.AsSpan(14), synced);
        return batch;
    }

    /// <summary>Both as it is and sealed again.</summary>
    private static void Check(byte[] key, Action<byte[]> read, params byte[][] records)
    {
        Fuzz.Check<StoreException>(read, 64, records);
        Fuzz.Check<StoreException>(content => read(Seal(key, content)), 64, [.. records.Select(record => record[SealedRecord.HeaderBytes..])]);
    }

    private static byte[] Record(AcceptorState state) => RegisterRecord.Write(Key, state, new ArrayBufferWriter<byte>()).ToArray();

    private static byte[] Seal(byte[] key, byte[] content)
    {
        var buffer = new ArrayBufferWriter<byte>(SealedRecord.HeaderBytes + content.Length);
        SealedRecord.Begin(buffer);
        buffer.Write(content);
        return SealedRecord.Seal(key, buffer).ToArray();
    }
}
