using System.Buffers;
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
