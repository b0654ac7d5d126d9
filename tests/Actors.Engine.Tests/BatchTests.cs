using Actors.Paxos;
using static Actors.Engine.Tests.Given;

namespace Actors.Engine.Tests;

/// <summary>What travels together, and what does not wait for company.</summary>
public sealed class BatchTests
{
    private readonly ProposerOptions _options = new();
    private readonly Lazy<ProposerEngine> _engine;

    public BatchTests() => _engine = new(() => NewEngine(options: _options));

    private ProposerEngine Engine => _engine.Value;

    [Fact]
    public void A_few_proposals_wait_for_the_batch_under_way_and_many_do_not()
    {
        var first = Propose(1)!.Batches;
        for (var number = 2; number <= 64; number++) Assert.Null(Propose(number));
        Assert.All(Propose(65)!.Batches, batch => Assert.Equal(64, batch.Messages.Count));
        Assert.Null(Propose(66));
        foreach (var batch in first) Engine.OnReplies(batch, [new Accepted(Ballot.Fast)], default, Ms(1));
        Assert.Empty(Engine.TakeEffects()!.Batches);
    }

    [Fact]
    public void A_full_batch_waits_for_no_other_one()
    {
        _options.BatchSizeMax = 3;
        Propose(1);
        for (var number = 2; number <= 3; number++) Assert.Null(Propose(number));
        var batches = Propose(4)!.Batches;
        Assert.Equal(3, batches.Count);
        Assert.All(batches, batch => Assert.Equal(3, batch.Messages.Count));
    }

    [Fact]
    public void A_batch_is_full_of_bytes_too_and_a_message_larger_than_a_batch_travels_alone()
    {
        _options.BatchBytesMax = 1;
        Propose(1);
        // More than a batch holds waits: another one leaves at once.
        Assert.All(Propose(2)!.Batches, batch => Assert.Single(batch.Messages));
        Assert.Null(Propose(3));
    }

    [Fact]
    public void A_message_that_no_batch_has_room_for_goes_in_its_turn_and_alone()
    {
        (_options.BatchesUnderWayMax, _options.BatchBytesMax) = (1, 1600);
        var under = Propose(1)!.Batches.Single(batch => batch.Node == "n2");
        Propose(2);
        Propose(3, value: new string('x', 10_000));
        Propose(4);
        Propose(5);
        Assert.Equal([Key(2)], KeysOf(under = NextAfter(under)));
        Assert.Equal([Key(3)], KeysOf(under = NextAfter(under)));
        Assert.Equal([Key(4), Key(5)], KeysOf(NextAfter(under)));
    }

    /// <summary>With one batch under way to each node another round would wait behind it too, and its message would have lost its place.</summary>
    [Theory]
    [InlineData(150, false)]
    [InlineData(300, true)]
    public void What_queues_behind_a_batch_begins_a_classic_round_only_once_that_batch_is_late(int ms, bool begins)
    {
        _options.BatchesUnderWayMax = 1;
        // 64 kB have some 60 ms more than the 100 ms of a node that has never answered.
        var first = Propose(1, value: new string('x', RegisterValue.MaxBytes))!.Batches;
        Assert.Null(Propose(2));
        while (Engine.NextTimer <= Ms(ms))
        {
            Engine.OnTimer(Engine.NextTimer!.Value);
            Assert.Null(Engine.TakeEffects());
        }
        foreach (var batch in first) Engine.OnReplies(batch, [new Accepted(Ballot.Fast)], default, Ms(ms));
        var second = Engine.TakeEffects()!.Batches.SelectMany(batch => batch.Messages).Where(message => message.Key == Key(2)).ToList();
        Assert.Equal(3, second.Count);
        Assert.All(second, message => Assert.Equal(begins, message.Message is Prepare));
    }

    [Fact]
    public void What_an_answer_had_no_room_for_is_sent_again_before_what_waits()
    {
        _options.BatchesUnderWayMax = 1;
        var first = Propose(1)!.Batches.Single(batch => batch.Node == "n2");
        for (var number = 2; number <= 4; number++) Propose(number);
        var second = NextAfter(first);
        Assert.Equal([Key(2), Key(3), Key(4)], KeysOf(second));
        Propose(5);
        // As many as the last answer had room for; twice as many after each one that had room for all.
        var third = NextAfter(second);
        Assert.Equal([Key(3)], KeysOf(third));
        Assert.Equal([Key(4), Key(5)], KeysOf(NextAfter(third)));
    }

    [Fact]
    public void What_waited_leaves_when_the_batch_before_it_is_answered()
    {
        var first = Propose(1)!.Batches;
        Propose(2);
        Engine.OnReplies(first[0], [new Accepted(Ballot.Fast)], default, Ms(1));
        Assert.Equal(first[0].Node, Assert.Single(Engine.TakeEffects()!.Batches).Node);
    }

    [Fact]
    public void A_classic_round_waits_for_no_batch_as_that_may_be_what_is_late()
    {
        var first = Propose(1)!.Batches;
        Engine.OnFailure(first.First(batch => batch.Node == "n2"), Ms(1));
        var batches = Engine.TakeEffects()!.Batches;
        Assert.Equal(["n1", "n3"], batches.Select(batch => batch.Node));
        Assert.All(batches, batch => Assert.IsType<Prepare>(Assert.Single(batch.Messages).Message));
    }

    [Fact]
    public void Proposals_after_a_classic_round_wait_again()
    {
        _options.BatchesUnderWayMax = 4;
        Propose(1);
        Effects? effects;
        do Engine.OnTimer(Engine.NextTimer!.Value);
        while ((effects = Engine.TakeEffects()) is null);
        Assert.All(effects.Batches, batch => Assert.IsType<Prepare>(Assert.Single(batch.Messages).Message));
        Assert.Null(Propose(2));
    }

    [Fact]
    public void A_hint_makes_no_proposal_leave_earlier()
    {
        var first = Propose(1)!.Batches;
        Propose(2);
        foreach (var batch in first)
        {
            Engine.OnReplies(batch, [new Accepted(Ballot.Fast)], default, Ms(1));
            Assert.Equal(batch.Node, Assert.Single(Engine.TakeEffects()!.Batches).Node);
        }
        // Two nodes have the second proposal under way, and are to be told of the first one's decision.
        Assert.Null(Propose(3));
    }

    private static IEnumerable<RegisterKey> KeysOf(Batch batch) => batch.Messages.Select(message => message.Key);

    private Effects? Propose(int number, string value = "ship")
    {
        Engine.Propose(new TestCaller(), Key(number), Proposal(value), Ms(1000), Ms(0));
        return Engine.TakeEffects();
    }

    /// <summary>The batch that leaves when this one is answered, as far as its first message.</summary>
    private Batch NextAfter(Batch batch)
    {
        Engine.OnReplies(batch, [new Accepted(Ballot.Fast)], default, Ms(1));
        return Assert.Single(Engine.TakeEffects()!.Batches);
    }
}
