using Actors.Paxos;
using static Actors.Engine.Tests.Given;

namespace Actors.Engine.Tests;

/// <summary>Any sender can ask an acceptor for what the protocol rules out. It is not done, and it stops neither the batch nor the node.</summary>
public sealed class ViolationTests
{
    private static readonly Ballot One = new(1, new ProposerId("x", 1, 1));

    private readonly MemoryStore _store = new();
    private readonly AcceptorEngine _acceptors;

    public ViolationTests() => _acceptors = new AcceptorEngine(_store, new StoreMark(1, 0));

    [Fact]
    public void Another_value_at_a_ballot_that_was_used_is_answered_as_a_look()
    {
        var (first, second) = (Proposal("ship"), Proposal("cancel"));
        Answer(new RegisterMessage(Key(), new Accept(One, first)));
        Assert.Equal(new Report(One, new AcceptedPair(One, first)), Refused(new Accept(One, second)));
    }

    [Fact]
    public void Another_value_that_is_called_chosen_is_answered_with_the_one_that_is_known()
    {
        var first = Proposal("ship");
        Answer(new RegisterMessage(Key(), new Learn(first)));
        Assert.Equal(new Chosen(first), Refused(new Learn(Proposal("cancel"))));
    }

    /// <summary>In a batch with others, whose replies are what they would be without it.</summary>
    private AcceptorReply Refused(AcceptorMessage message)
    {
        var before = _store.Sequence;
        var result = Answer(FastAccept(2), new RegisterMessage(Key(), message), FastAccept(3));
        Assert.Contains($"Register '{Key()}'", Assert.Single(result.Violations), StringComparison.Ordinal);
        Assert.Equal([new Accepted(Ballot.Fast), new Accepted(Ballot.Fast)], [result.Replies[0], result.Replies[2]]);
        Assert.Equal(before + 1, _store.Sequence);
        Assert.Null(_acceptors.RefusesBecause);
        // Nor does it keep the node from voting afterwards.
        Assert.Equal([new Accepted(Ballot.Fast)], Answer(FastAccept(4)).Replies);
        return result.Replies[1];
    }

    private AcceptorResult Answer(params RegisterMessage[] messages) => _acceptors.Process(messages, default);
}
