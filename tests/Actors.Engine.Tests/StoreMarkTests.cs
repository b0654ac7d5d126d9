using Actors.Paxos;
using static Actors.Engine.Tests.Given;

namespace Actors.Engine.Tests;

/// <summary>A store that shows less than others have seen of it has forgotten something: its acceptors answer nothing any more.</summary>
public sealed class StoreMarkTests
{
    private static readonly StoreMark FirstStart = new(1, 0);

    [Fact]
    public void An_answer_tells_how_far_the_store_has_come_that_it_rests_on()
    {
        var acceptors = new AcceptorEngine(new MemoryStore(), FirstStart);
        Assert.Equal(new StoreMark(1, 1), acceptors.Process([FastAccept(1)], default).Mark);
        Assert.Equal(new StoreMark(1, 2), acceptors.Process([FastAccept(2)], new StoreMark(1, 1)).Mark);
        Assert.Equal(new StoreMark(1, 2), acceptors.Process([new RegisterMessage(Key(), new Read())], new StoreMark(1, 2)).Mark);
    }

    [Fact]
    public void A_store_behind_what_was_seen_of_it_answers_nothing_and_stores_nothing()
    {
        var store = new MemoryStore();
        var old = store.Copy();
        var seen = new AcceptorEngine(store, FirstStart).Process([FastAccept()], default).Mark;

        var acceptors = new AcceptorEngine(old, FirstStart);
        Assert.Throws<StoreBehindException>(() => acceptors.Process([FastAccept()], seen));
        Assert.Equal(0, old.Writes);
        Assert.Contains("put back from an older copy", acceptors.RefusesBecause);
    }

    [Fact]
    public void What_is_written_since_the_start_does_not_make_up_for_what_was_forgotten()
    {
        var store = new MemoryStore();
        var old = store.Copy();
        var seen = new AcceptorEngine(store, FirstStart).Process([FastAccept(1)], default).Mark;

        var acceptors = new AcceptorEngine(old, new StoreMark(2, old.Sequence));
        acceptors.Process([FastAccept(2)], default);
        acceptors.Process([FastAccept(3)], default);
        Assert.Throws<StoreBehindException>(() => acceptors.Process([FastAccept(4)], seen));
    }

    [Fact]
    public void A_start_that_others_have_seen_and_the_store_has_not_is_behind() =>
        Assert.Throws<StoreBehindException>(() => new AcceptorEngine(new MemoryStore(), FirstStart).Process([], new StoreMark(2, 0)));

    [Fact]
    public void Who_is_behind_once_refuses_for_good()
    {
        var store = new MemoryStore();
        var acceptors = new AcceptorEngine(store, FirstStart);
        Assert.Throws<StoreBehindException>(() => acceptors.Process([], new StoreMark(1, 1)));
        Assert.Throws<StoreBehindException>(() => acceptors.Process([FastAccept()], default));
        Assert.Equal(0, store.Writes);
    }

    [Fact]
    public void What_was_heard_while_the_store_failed_is_not_forgotten()
    {
        var store = new MemoryStore { Fails = true };
        var acceptors = new AcceptorEngine(store, FirstStart);
        Assert.Throws<StoreException>(() => acceptors.Process([FastAccept()], default));
        Assert.Throws<StoreException>(() => acceptors.Process([], new StoreMark(1, 1)));
        store.Fails = false;
        Assert.Throws<StoreBehindException>(() => acceptors.Process([FastAccept()], default));
    }

    [Fact]
    public void Marks_say_together_all_that_each_of_them_says()
    {
        Assert.Equal(new StoreMark(2, 7, 5), Join(new(2, 7, 3), new(2, 6, 5)));
        // However little the store shows after its next start, it must have had this when it began.
        Assert.Equal(new StoreMark(2, 3, 7), Join(new(1, 7), new(2, 3)));
        Assert.Equal(new StoreMark(3, 9, 7), Join(new(2, 3, 7), new(3, 9, 3)));
        Assert.Equal(new StoreMark(1, 7), Join(default, new(1, 7)));

        static StoreMark Join(StoreMark one, StoreMark other)
        {
            Assert.Equal(StoreMark.Join(one, other), StoreMark.Join(other, one));
            return StoreMark.Join(one, other);
        }
    }

    /// <summary>It proposes although it does not vote, and so tells its marks; and it may have voted before anybody who remembers was asked.</summary>
    [Fact]
    public void The_marks_of_a_store_that_was_put_back_do_not_wipe_out_what_others_remember()
    {
        var store = new MemoryStore();
        var old = store.Copy();
        var engine = NewEngine();
        engine.Note("n2", new AcceptorEngine(store, FirstStart).Process([FastAccept(1)], default).Mark);

        var acceptors = new AcceptorEngine(old, new StoreMark(2, old.Sequence));
        acceptors.Process([FastAccept(2)], default);
        engine.Note("n2", acceptors.Process([FastAccept(3)], default).Mark);
        Assert.Throws<StoreBehindException>(() => acceptors.Process([FastAccept(4)], engine.SeenOf("n2")));
    }

    [Fact]
    public void A_batch_carries_the_highest_mark_that_its_node_has_told()
    {
        var engine = NewEngine();
        engine.Propose(new TestCaller(), Key(1), Proposal(), Ms(1000), Ms(0));
        foreach (var batch in engine.TakeEffects()!.Batches)
        {
            Assert.Equal(default, batch.Seen);
            engine.OnReplies(batch, [new Accepted(Ballot.Fast)], new StoreMark(1, batch.Node == "n2" ? 7 : 5), Ms(1));
        }
        engine.Note("n2", new StoreMark(1, 6));
        Assert.Equal(new StoreMark(1, 7), engine.SeenOf("n2"));

        // The next batch takes the decision along.
        engine.Propose(new TestCaller(), Key(2), Proposal(), Ms(1000), Ms(2));
        foreach (var batch in engine.TakeEffects()!.Batches)
        {
            Assert.Equal(new StoreMark(1, batch.Node == "n2" ? 7 : 5), batch.Seen);
            engine.OnReplies(batch, [new Learned(), new Accepted(Ballot.Fast)], new StoreMark(2, 8, 7), Ms(3));
        }
        engine.Propose(new TestCaller(), Key(3), Proposal(), Ms(1000), Ms(4));
        Assert.All(engine.TakeEffects()!.Batches, batch => Assert.Equal(new StoreMark(2, 8, 7), batch.Seen));
    }

    [Fact]
    public void Whoever_proposes_tells_with_a_decision_how_far_the_stores_had_come_that_it_rests_on()
    {
        foreach (var name in new[] { "client-1", "n1" })
        {
            var engine = new ProposerEngine(ThreeNodes, new ProposerIds(name, 1, new Random(1)), new ProposerOptions(), new Random(1));
            engine.Propose(new TestCaller(), Key(1), Proposal(), Ms(1000), Ms(0));
            foreach (var batch in engine.TakeEffects()!.Batches)
                engine.OnReplies(batch, [new Accepted(Ballot.Fast)], new StoreMark(1, 10 + batch.Node[1] - '0'), Ms(1));
            engine.TakeEffects();
            engine.OnTimer(Ms(10));
            var hints = engine.TakeEffects()!.Batches;
            Assert.Equal(ThreeNodes.Nodes, hints.Select(batch => batch.Node));
            Assert.All(hints, batch => Assert.Equal([new(1, 11), new(1, 12), new(1, 13)], batch.Heard));
        }
    }

    [Fact]
    public void A_node_remembers_what_others_have_seen()
    {
        var engine = NewEngine();
        engine.Note("n3", new StoreMark(1, 9));
        engine.Note([new(1, 4), new(2, 1), new(1, 7)]);
        Assert.Equal([new StoreMark(1, 4), new StoreMark(2, 1), new StoreMark(1, 9)], engine.Marks);
        Assert.Equal(engine.Marks, ThreeNodes.Nodes.Select(engine.SeenOf));
    }

    [Fact]
    public void Requests_and_answers_survive_the_wire()
    {
        var request = new AcceptorRequest("n1", new StoreMark(3, 812, 7), [new(2, 5, 4), default], [FastAccept(1), new RegisterMessage(Key(2), new Read())]);
        var readRequest = BatchCodec.DecodeRequest(BatchCodec.Encode(request, ThreeNodes), ThreeNodes);
        Assert.Equal((request.From, request.Seen), (readRequest.From, readRequest.Seen));
        Assert.Equal(request.Heard, readRequest.Heard);
        Assert.Equal(request.Messages, readRequest.Messages);

        var answer = new AcceptorAnswer(new StoreMark(3, 813, 7), [new(2, 5, 4), default], [new Accepted(Ballot.Fast), new Learned()]);
        var readAnswer = BatchCodec.DecodeAnswer(BatchCodec.Encode(answer));
        Assert.Equal(answer.Mark, readAnswer.Mark);
        Assert.Equal(answer.Heard, readAnswer.Heard);
        Assert.Equal(answer.Replies, readAnswer.Replies);
    }

    [Fact]
    public void What_is_cut_off_is_no_request_and_no_answer()
    {
        var request = BatchCodec.Encode(new AcceptorRequest("n1", new StoreMark(3, 812), [FastAccept()]), ThreeNodes);
        var answer = BatchCodec.Encode(new AcceptorAnswer(new StoreMark(3, 813), [new(1, 4)], [new Accepted(Ballot.Fast)]));
        for (var length = 0; length < request.Length; length++) Assert.Throws<InvalidDataException>(() => BatchCodec.DecodeRequest(request.AsSpan(0, length), ThreeNodes));
        for (var length = 0; length < answer.Length; length++) Assert.Throws<InvalidDataException>(() => BatchCodec.DecodeAnswer(answer.AsSpan(0, length)));
    }
}
