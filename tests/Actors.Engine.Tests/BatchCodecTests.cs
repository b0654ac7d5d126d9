using Actors.Paxos;

namespace Actors.Engine.Tests;

/// <summary>How much travels at once.</summary>
public sealed class BatchCodecTests
{
    [Fact]
    public void An_answer_has_as_many_replies_as_it_has_room_for_and_one_at_least()
    {
        var large = new Chosen(new Proposal(ProposalId.New(), new RegisterValue(new byte[RegisterValue.MaxBytes], "")));
        var bytes = BatchCodec.Encode(new AcceptorAnswer(default, [], [.. Enumerable.Repeat(large, 512)]));
        Assert.InRange(bytes.Length, 900_000, 1024 * 1024);
        Assert.Equal(15, BatchCodec.DecodeAnswer(bytes).Replies.Count);
        Assert.Single(BatchCodec.DecodeAnswer(BatchCodec.Encode(new AcceptorAnswer(default, [], [large]))).Replies);
    }

    public static TheoryData<StoreMark> Forged { get; } =
    [
        new StoreMark(ProposerId.IncarnationMax + 1, 1), new StoreMark(1, StoreMark.SequenceMax + 1), new StoreMark(1, 1, StoreMark.SequenceMax + 1),
        new StoreMark(long.MaxValue, long.MaxValue, long.MaxValue),
    ];

    /// <summary>What one node believes it tells all others, and what is known of a store is never taken back.</summary>
    [Theory]
    [MemberData(nameof(Forged))]
    public void A_mark_that_no_store_can_have_come_to_is_refused_wherever_it_stands(StoreMark forged)
    {
        Refused(new AcceptorRequest("x", forged, [], []));
        Refused(new AcceptorRequest("x", default, [default, forged], []));
        Assert.Throws<InvalidDataException>(() => BatchCodec.DecodeAnswer(BatchCodec.Encode(new AcceptorAnswer(forged, [], []))));
        Assert.Throws<InvalidDataException>(() => BatchCodec.DecodeAnswer(BatchCodec.Encode(new AcceptorAnswer(default, [forged], []))));
    }

    [Fact]
    public void The_greatest_mark_that_is_believed_travels()
    {
        var mark = new StoreMark(ProposerId.IncarnationMax, StoreMark.SequenceMax, StoreMark.SequenceMax);
        Assert.Equal(mark, BatchCodec.DecodeRequest(BatchCodec.Encode(new AcceptorRequest("x", mark, [], []), Given.ThreeNodes), Given.ThreeNodes).Seen);
    }

    [Fact]
    public void Marks_of_more_nodes_than_there_are_are_refused() => Refused(new AcceptorRequest("x", default, new StoreMark[4], []));

    /// <summary>4,096 messages would be set aside for what has 12 bytes in all.</summary>
    [Fact]
    public void A_count_that_the_rest_has_no_room_for_is_refused_before_anything_is_set_aside()
    {
        byte[] few = [.. BatchCodec.Encode(new AcceptorRequest("x", default, [], []), Given.ThreeNodes)[..^1], 0x80, 0x20];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => BatchCodec.DecodeRequest(few, Given.ThreeNodes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 * 1024);
    }

    [Fact]
    public void Nothing_follows_a_batch()
    {
        Assert.Throws<InvalidDataException>(() => BatchCodec.DecodeRequest([.. BatchCodec.Encode(new AcceptorRequest("x", default, []), Given.ThreeNodes), 0], Given.ThreeNodes));
        Assert.Throws<InvalidDataException>(() => BatchCodec.DecodeAnswer([.. BatchCodec.Encode(new AcceptorAnswer(default, [], [])), 0]));
    }

    private static void Refused(AcceptorRequest request) =>
        Assert.Throws<InvalidDataException>(() => BatchCodec.DecodeRequest(BatchCodec.Encode(request, Given.ThreeNodes), Given.ThreeNodes));
}
