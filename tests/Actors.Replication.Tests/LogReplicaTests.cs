using static Actors.Replication.Tests.Given;

namespace Actors.Replication.Tests;

public sealed class LogReplicaTests
{
    private readonly LogReplica _replica = new(0, new EntryWindow(100));

    [Fact]
    public void What_waits_is_proposed_together_for_the_first_free_slot()
    {
        foreach (var name in new[] { "a", "b", "c" }) _replica.Append(Entry(name));
        var proposal = _replica.TakeProposal()!;
        Assert.Equal((0, 3), (proposal.Slot, proposal.Batch.Entries.Count));
        Assert.Equal(["a", "b", "c"], Names(proposal.Batch));
        Assert.Null(_replica.TakeProposal());
    }

    [Fact]
    public void A_slot_takes_no_more_than_it_may_hold_and_the_rest_goes_into_later_ones()
    {
        for (var i = 0; i < SlotBatch.CountMax + 1; i++) _replica.Append(Entry($"{i}"));
        Assert.Equal(SlotBatch.CountMax, _replica.TakeProposal()!.Batch.Entries.Count);
        for (var i = 0; i < 3; i++) _replica.Append(new LogEntry(Id($"large {i}"), new byte[SlotBatch.BytesMax / 2 + 1]));
        var rest = _replica.TakeProposal()!;
        Assert.Equal((1, 3), (rest.Slot, rest.Batch.Entries.Count));
        Assert.Null(_replica.TakeProposal());
    }

    [Fact]
    public void What_does_not_fill_a_slot_waits_for_those_under_way_and_then_goes_together()
    {
        _replica.Append(Entry("a"));
        Assert.Equal(0, _replica.TakeProposal()!.Slot);
        foreach (var name in new[] { "b", "c" }) _replica.Append(Entry(name));
        Assert.Null(_replica.TakeProposal());
        _replica.OnDecided(0, Batch("other"));
        _replica.Applied();
        Assert.Equal(["a", "b", "c"], Names(_replica.TakeProposal()!.Batch));
        // What lost a slot counts as well.
        _replica.OnDecided(1, Batch("other"));
        for (var i = 0; i < SlotBatch.CountMax; i++) _replica.Append(Entry($"{i}"));
        Assert.Equal(SlotBatch.CountMax, _replica.TakeProposal()!.Batch.Entries.Count);
        Assert.Null(_replica.TakeProposal());
    }

    [Fact]
    public void No_more_than_a_few_slots_are_under_way_at_once()
    {
        var replica = new LogReplica(0, new EntryWindow(100), batchMax: 1);
        for (var i = 0; i < LogReplica.Reach; i++)
        {
            replica.Append(Entry($"{i}"));
            Assert.Equal(i, replica.TakeProposal()!.Slot);
        }
        replica.Append(Entry("one more"));
        Assert.Null(replica.TakeProposal());
        // A later one that is decided does not help: the gap must not grow.
        replica.OnDecided(2, Batch("2"));
        Assert.Null(replica.TakeProposal());
        replica.OnDecided(0, Batch("0"));
        Assert.Single(replica.Applied());
        Assert.Equal(LogReplica.Reach, replica.TakeProposal()!.Slot);
    }

    [Fact]
    public void Nothing_is_applied_before_all_before_it()
    {
        _replica.OnDecided(1, Batch("b"));
        _replica.OnDecided(2, Batch("c"));
        Assert.Empty(_replica.Applied());
        Assert.Equal(0, _replica.Next);
        _replica.OnDecided(0, Batch("a"));
        Assert.Equal(["a", "b", "c"], _replica.Applied().SelectMany(slot => slot.Fresh).Select(Name));
        Assert.Equal(3, _replica.Next);
    }

    [Fact]
    public void Whoever_loses_a_slot_tries_the_next()
    {
        foreach (var name in new[] { "a", "b" }) _replica.Append(Entry(name));
        Assert.Equal(0, _replica.TakeProposal()!.Slot);
        _replica.OnDecided(0, Batch("other", "b"));
        _replica.Applied();
        _replica.Append(Entry("c"));
        var again = _replica.TakeProposal()!;
        Assert.Equal(1, again.Slot);
        // What another one got decided for us is in, and what came first stays first.
        Assert.Equal(["a", "c"], Names(again.Batch));
    }

    [Fact]
    public void A_gap_is_filled_with_nothing_by_whoever_needs_to_get_past_it()
    {
        Assert.Null(_replica.FillGap());
        _replica.OnDecided(1, Batch("b"));
        var filler = _replica.FillGap()!;
        Assert.Equal((0, 0), (filler.Slot, filler.Batch.Entries.Count));
        Assert.Null(_replica.FillGap());
        _replica.OnDecided(0, SlotBatch.Empty);
        Assert.Equal(2, _replica.Applied().Count);
        Assert.Null(_replica.FillGap());
    }

    [Fact]
    public void What_is_told_twice_is_applied_once()
    {
        _replica.OnDecided(0, Batch("a"));
        _replica.OnDecided(0, Batch("a"));
        Assert.Single(_replica.Applied());
        _replica.OnDecided(0, Batch("a"));
        Assert.Empty(_replica.Applied());
    }

    [Fact]
    public void What_is_wanted_twice_is_proposed_once()
    {
        _replica.Append(Entry("a"));
        _replica.Append(Entry("a"));
        Assert.Equal(["a"], Names(_replica.TakeProposal()!.Batch));
        _replica.Append(Entry("a"));
        _replica.Append(Entry("b"));
        _replica.OnDecided(0, Batch("other"));
        _replica.Applied();
        Assert.Equal(["a", "b"], Names(_replica.TakeProposal()!.Batch));
        Assert.Equal(0, _replica.WaitingSize);
        // Once it is decided it may be wanted again: that is a retry, which finds out where it is.
        _replica.OnDecided(1, Batch("a", "b"));
        _replica.Applied();
        _replica.Append(Entry("a"));
        Assert.Equal(["a"], Names(_replica.TakeProposal()!.Batch));
    }

    [Fact]
    public void What_another_got_decided_while_it_waited_is_not_proposed()
    {
        _replica.Append(Entry("a"));
        _replica.OnDecided(0, Batch("a"));
        Assert.Null(_replica.TakeProposal());
        _replica.Applied();
        // Who comes later is not told by a slot that has had its turn.
        _replica.Append(Entry("a"));
        _replica.OnDecided(0, Batch("a"));
        Assert.Equal(1, _replica.TakeProposal()!.Slot);
    }

    [Fact]
    public void What_is_withdrawn_is_not_proposed_unless_it_is_under_way()
    {
        foreach (var name in new[] { "a", "b", "c" }) _replica.Append(Entry(name));
        Withdraw(Id("b"));
        Assert.Equal(["a", "c"], Names(_replica.TakeProposal()!.Batch));
        Withdraw(Id("a"));
        _replica.OnDecided(0, Batch("other"));
        _replica.Applied();
        Assert.Equal(["a", "c"], Names(_replica.TakeProposal()!.Batch));
    }

    [Fact]
    public void It_is_proposing_from_an_append_until_that_is_decided()
    {
        Assert.False(_replica.IsProposing);
        _replica.Append(Entry("a"));
        Assert.True(_replica.IsProposing);
        _replica.TakeProposal();
        Assert.True(_replica.IsProposing);
        _replica.OnDecided(0, Batch("other"));
        Assert.True(_replica.IsProposing);
        _replica.OnDecided(1, Batch("a"));
        Assert.False(_replica.IsProposing);
    }

    private void Withdraw(EntryId id) => _replica.Withdraw(id.Value);
}
