using Actors.Paxos;

namespace Actors.Replication.Tests;

/// <summary>Anybody may decide a slot of a log.</summary>
public sealed class FuzzTests
{
    /// <summary>What is no batch is an empty one, so nothing is thrown at all.</summary>
    [Fact]
    public void Slots() => Fuzz.Check<FormatException>(
        bytes => Assert.InRange(SlotBatch.Decode(new RegisterValue(bytes, Batch(0).ContentType)).Entries.Count, 0, SlotBatch.CountMax), 64,
        [.. ((int[])[0, 1, 5]).Select(count => Batch(count).Bytes.ToArray())]);

    private static RegisterValue Batch(int entries) => new SlotBatch(
        [.. Enumerable.Range(0, entries).Select(i => new LogEntry(new EntryId(new Guid(i + 1, 0, 0, new byte[8]), 1L << (7 * i)), new byte[10 * i]))]).Encode();
}
