using Actors.Paxos;
using static Actors.Replication.Tests.Given;

namespace Actors.Replication.Tests;

public sealed class SlotBatchTests
{
    [Fact]
    public void The_binary_form_is_pinned()
    {
        var batch = new SlotBatch([new LogEntry(new EntryId(new Guid("00112233-4455-6677-8899-aabbccddeeff"), 300), new byte[] { 1, 2 })]);
        Assert.Equal("010100112233445566778899AABBCCDDEEFFAC02020102", Convert.ToHexString(batch.Encode().Bytes.Span));
        Assert.Equal("application/vnd.actors.slot", batch.Encode().ContentType);
    }

    [Fact]
    public void What_was_written_is_read()
    {
        var read = SlotBatch.Decode(new SlotBatch([Entry("a", 7), Entry("b")]).Encode());
        Assert.Equal(["a", "b"], Names(read));
        Assert.Equal([Id("a", 7), Id("b")], read.Entries.Select(entry => entry.Id));
    }

    [Fact]
    public void What_is_no_batch_is_nothing()
    {
        var bytes = Batch("a", "b").Encode();
        Assert.Empty(SlotBatch.Decode(new RegisterValue(bytes.Bytes, "text/plain")).Entries);
        for (var length = 0; length < bytes.Bytes.Length; length++)
            Assert.Empty(SlotBatch.Decode(new RegisterValue(bytes.Bytes[..length], bytes.ContentType)).Entries);
    }

    [Fact]
    public void The_largest_batch_fits_into_a_register()
    {
        var each = (SlotBatch.SizeMax / SlotBatch.CountMax) - SlotBatch.SizeOf(new LogEntry(default, default));
        var entries = Enumerable.Range(0, SlotBatch.CountMax).Select(i => new LogEntry(new EntryId(Guid.NewGuid(), long.MaxValue), new byte[each])).ToList();
        var encoded = new SlotBatch(entries).Encode();
        Assert.InRange(encoded.Bytes.Length, 1, RegisterValue.MaxBytes);
        Assert.Equal(SlotBatch.CountMax, SlotBatch.Decode(encoded).Entries.Count);
        Assert.Single(SlotBatch.Decode(new SlotBatch([new LogEntry(Id("largest"), new byte[SlotBatch.BytesMax])]).Encode()).Entries);
        Assert.Throws<ArgumentException>(() => new SlotBatch([.. entries, Entry("one more")]));
        Assert.Throws<ArgumentException>(() => new SlotBatch([new LogEntry(Id("large"), new byte[SlotBatch.SizeMax])]));
    }
}
