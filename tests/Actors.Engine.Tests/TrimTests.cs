using Actors.Paxos;
using static Actors.Engine.Tests.Given;

namespace Actors.Engine.Tests;

/// <summary>A slot that was forgotten is never open again: whoever could vote for a second value there would undo a decision.</summary>
public sealed class TrimTests
{
    private readonly MemoryStore _store = new();
    private readonly AcceptorEngine _acceptors;

    public TrimTests() => _acceptors = new AcceptorEngine(_store, new StoreMark(1, 0));

    private static RegisterMessage To(long slot, AcceptorMessage message, string log = "orders") => new(new SlotKey(log, slot).Key, message);

    private AcceptorReply Ask(RegisterMessage message) => _acceptors.Process([message], default).Replies[0];

    [Fact]
    public void A_forgotten_slot_votes_on_nothing_and_says_that_it_was_trimmed()
    {
        var trimmed = new Chosen(TrimmedSlot.Proposal);
        Ask(To(1, new Accept(Ballot.Fast, Proposal())));
        Assert.IsType<Learned>(Ask(To(5, new Trim())));
        var ballot = new Ballot(9, new ProposerId("n2", 1, 1));
        for (var slot = 0; slot < 5; slot++)
        {
            Assert.Equal(trimmed, Ask(To(slot, new Accept(Ballot.Fast, Proposal()))));
            Assert.Equal(trimmed, Ask(To(slot, new Prepare(ballot))));
            Assert.Equal(trimmed, Ask(To(slot, new Accept(ballot, Proposal()))));
            Assert.Equal(trimmed, Ask(To(slot, new Read())));
        }
        Assert.IsType<Accepted>(Ask(To(5, new Accept(Ballot.Fast, Proposal()))));
    }

    [Fact]
    public void What_others_still_know_of_it_is_not_taken_back()
    {
        Ask(To(5, new Trim()));
        Assert.IsType<Learned>(Ask(To(1, new Learn(Proposal()))));
        Assert.Equal(new Chosen(TrimmedSlot.Proposal), Ask(To(1, new Read())));
    }

    [Fact]
    public void Other_logs_and_other_registers_are_left_alone()
    {
        Ask(To(5, new Trim()));
        Assert.IsType<Accepted>(Ask(To(1, new Accept(Ballot.Fast, Proposal()), "orders/1")));
        Assert.IsType<Accepted>(Ask(new RegisterMessage(new RegisterKey("log/orders/0000000000000001/outcome"), new Accept(Ballot.Fast, Proposal()))));
        Assert.IsType<Learned>(Ask(new RegisterMessage(new RegisterKey("orders"), new Trim())));
        Assert.IsType<Accepted>(Ask(new RegisterMessage(new RegisterKey("orders"), new Accept(Ballot.Fast, Proposal()))));
    }

    [Fact]
    public void It_is_remembered_by_the_next_start_and_never_falls()
    {
        Ask(To(5, new Trim()));
        Ask(To(2, new Trim()));
        var restarted = new AcceptorEngine(_store.Copy(), new StoreMark(2, _store.Sequence));
        Assert.Equal(new Chosen(TrimmedSlot.Proposal), restarted.Process([To(4, new Read())], default).Replies[0]);
    }

    [Fact]
    public void A_vote_in_the_same_batch_is_written_first_and_forgotten_then()
    {
        var replies = _acceptors.Process([To(5, new Trim()), To(1, new Accept(Ballot.Fast, Proposal()))], default).Replies;
        Assert.IsType<Learned>(replies[0]);
        Assert.Equal(new Chosen(TrimmedSlot.Proposal), Ask(To(1, new Read())));
    }

    [Fact]
    public void Nobody_can_vote_on_how_far_a_log_was_forgotten()
    {
        var floor = new SlotKey("orders", 0).FloorKey;
        Assert.IsType<Chosen>(Ask(new RegisterMessage(floor, new Accept(Ballot.Fast, Proposal()))));
        Assert.IsType<Learned>(Ask(new RegisterMessage(floor, new Learn(TrimmedSlot.FloorState(new SlotKey("orders", 100)).Chosen!))));
        Assert.IsType<Accepted>(Ask(To(1, new Accept(Ballot.Fast, Proposal()))));
    }
}
