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
}
