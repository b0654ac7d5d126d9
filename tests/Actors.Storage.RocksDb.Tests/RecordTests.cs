using System.Buffers;
using System.Text;
using Actors.Engine;
using Actors.Paxos;
using RocksDbSharp;
using static Actors.Storage.RocksDb.Tests.Sample;

namespace Actors.Storage.RocksDb.Tests;

public sealed class RecordTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_bytes_of_records_are_pinned()
    {
        var lines = new[] { Promised(7), Accepted(1), AcceptorState.Initial with { Chosen = Proposal(3) } }
            .Select((state, number) => $"{Key(number)} {Convert.ToHexStringLower(Bytes(number, state))}")
            .Append($"store {Convert.ToHexStringLower(new StoreMeta(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), "node-1", 300).ToRecord())}");
        Assert.Equal(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "golden", "records-v1.txt")), lines);
    }

    [Fact]
    public void A_register_costs_at_most_120_bytes_beyond_its_value()
    {
        var pair = new AcceptedPair(new Ballot(1_000, new ProposerId("silo-17", 100, 1_000_000)), Proposal(1, new string('x', 64)));
        var bytes = Bytes(1, new AcceptorState(pair.Ballot, pair, null)).Length + Key(1).Value.Length;
        Assert.InRange(bytes - 64, 1, 120);
    }

    [Fact]
    public void A_record_under_the_key_of_another_register_is_refused() => AssertRefused(Bytes(2, Accepted(2)), "checksum");

    [Fact]
    public void A_record_of_an_unknown_format_is_refused() => AssertRefused([2, .. Bytes(1, Accepted(1)).AsSpan(1)], "format 1, found 2");

    [Fact]
    public void A_record_cut_short_is_refused() => AssertRefused(Bytes(1, Accepted(1))[..^1], "checksum");

    [Fact]
    public void A_record_without_a_header_is_refused() => AssertRefused([], "at least 5 bytes");

    [Fact]
    public void A_sound_record_of_no_state_is_refused() => AssertRefused(Sealed(99), "Unknown kind of state");

    [Fact]
    public void A_sound_record_that_goes_on_after_its_state_is_refused() => AssertRefused(Sealed(1, 0, 0, 0), "longer than its content");

    [Fact]
    public void A_database_without_its_name_is_refused() => AssertMetaRefused(batch => batch.Delete(StoreMeta.Key, Meta), "no record that names it");

    [Fact]
    public void A_damaged_name_is_refused() => AssertMetaRefused(batch => batch.Put(StoreMeta.Key, new byte[] { 1, 0, 0, 0, 0, 7 }, Meta), "names the store");

    [Fact]
    public void An_unknown_format_of_the_store_is_refused() => AssertMetaRefused(batch => batch.Put(StoreMeta.Key, new byte[] { 2 }, Meta), "has format 2");

    private ColumnFamilyHandle Meta { get; set; } = null!;

    private void AssertRefused(byte[] record, string because)
    {
        _directory.Open().Dispose();
        Tamper(batch => batch.Put(Encoding.UTF8.GetBytes(Key(1).Value), record));
        var atStart = Assert.Throws<StoreException>(() => _directory.Open());
        using var store = _directory.Open(options: new() { VerifyOnOpen = false });
        var onRead = Assert.Throws<StoreException>(() => store.Read(Key(1)));
        Assert.Equal(atStart.Message, onRead.Message);
        Assert.Contains($"'{Key(1)}' is damaged", onRead.Message);
        Assert.Contains(because, onRead.Message);
        Assert.NotNull(onRead.InnerException);
        Assert.Equal(AcceptorState.Initial, store.Read(Key(2)));
    }

    private void AssertMetaRefused(Action<WriteBatch> change, string because)
    {
        _directory.Open().Dispose();
        Tamper(change);
        var refusal = Assert.Throws<StoreException>(() => _directory.Open());
        Assert.Contains(because, refusal.Message);
        Assert.Contains(_directory.Path, refusal.Message);
    }

    private void Tamper(Action<WriteBatch> change)
    {
        using var directory = StoreDirectory.Acquire(_directory.Path);
        using var database = RegisterDatabase.Open(directory, new RocksDbStoreOptions());
        using var batch = new WriteBatch();
        Meta = database.Meta;
        change(batch);
        database.Write(batch, durable: true);
    }

    private static byte[] Bytes(int number, AcceptorState state) =>
        RegisterRecord.Write(Encoding.UTF8.GetBytes(Key(number).Value), state, new ArrayBufferWriter<byte>()).ToArray();

    private static byte[] Sealed(params byte[] content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        SealedRecord.Begin(buffer);
        buffer.Write(content);
        return SealedRecord.Seal(Encoding.UTF8.GetBytes(Key(1).Value), buffer).ToArray();
    }
}
