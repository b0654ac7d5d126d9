using static Actors.Replication.Tests.Given;

namespace Actors.Replication.Tests;

public sealed class EntryWindowTests
{
    [Fact]
    public void A_retry_counts_for_nothing_and_tells_where_the_entry_is()
    {
        var window = new EntryWindow(10);
        Assert.Equal(Admission.Fresh, window.Admit(Entry("a"), 0).Admission);
        var retry = window.Admit(Entry("a"), 5);
        Assert.Equal((Admission.Repeated, 0), (retry.Admission, retry.FirstSlot));
        Assert.Equal(Admission.Fresh, window.Admit(Entry("b"), 5).Admission);
    }

    [Fact]
    public void An_entry_is_recognised_from_where_it_was_decided_last()
    {
        var window = new EntryWindow(10);
        window.Admit(Entry("a"), 0);
        window.Admit(Entry("a"), 8);
        Assert.Equal(Admission.Repeated, window.Admit(Entry("a", since: 15), 18).Admission);
    }

    [Fact]
    public void Once_forgotten_an_entry_is_refused_and_not_taken_for_new()
    {
        var window = new EntryWindow(10);
        window.Admit(Entry("a", since: 0), 0);
        Assert.Equal(Admission.Repeated, window.Admit(Entry("a", since: 0), 10).Admission);
        Assert.Equal(Admission.Expired, window.Admit(Entry("a", since: 0), 11).Admission);
        Assert.Equal(Admission.Expired, window.Admit(Entry("a", since: 0), 1000).Admission);
    }

    [Fact]
    public void What_was_refused_is_not_remembered_as_being_there()
    {
        var window = new EntryWindow(10);
        Assert.Equal(Admission.Expired, window.Admit(Entry("a", since: 0), 11).Admission);
        Assert.Equal(Admission.Fresh, window.Admit(Entry("a", since: 11), 12).Admission);
    }

    [Fact]
    public void Its_memory_is_bounded_by_the_slots_that_it_covers()
    {
        var window = new EntryWindow(10);
        for (var slot = 0; slot < 1000; slot++)
        {
            window.Admit(Entry($"{slot}", slot), slot);
            window.Admit(Entry("same", slot), slot);
            Assert.InRange(window.Remembered.Count, 1, 12);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whoever_begins_later_judges_alike(int seed)
    {
        var random = new Random(seed);
        var entries = Enumerable.Range(0, 400).Select(slot => Entry($"{random.Next(60)}", Math.Max(0, slot - random.Next(16)))).ToList();
        List<Admission> Judge(EntryWindow window, int from) => [.. entries.Skip(from).Select((entry, i) => window.Admit(entry, from + i).Admission)];
        var all = Judge(new EntryWindow(10), 0);
        Assert.Contains(Admission.Repeated, all);
        Assert.Contains(Admission.Expired, all);
        // From ten slots before on, without any memory.
        for (var from = 10; from < 390; from++) Assert.Equal(all.Skip(from), Judge(new EntryWindow(10), from - 10).Skip(10));
        // With the memory of another.
        for (var from = 0; from < 390; from += 7)
        {
            var other = new EntryWindow(10);
            for (var slot = 0; slot < from; slot++) other.Admit(entries[slot], slot);
            Assert.Equal(all.Skip(from), Judge(new EntryWindow(other.Remembered, 10), from));
        }
    }

    [Fact]
    public void An_id_is_in_use_since_a_slot_that_exists()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Id("a", -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Id("a", 1) with { Since = -1 });
        Assert.Equal(2, (Id("a", 1) with { Since = 2 }).Since);
    }
}
