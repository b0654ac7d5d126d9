using Actors.Paxos;
using static Actors.Engine.Tests.Given;

namespace Actors.Engine.Tests;

/// <summary>Which reads travel as one.</summary>
public sealed class ReadTests
{
    private static readonly Report Nothing = new(Ballot.Fast, null);
    private readonly ProposerEngine _engine = NewEngine(options: new ProposerOptions { BatchesUnderWayMax = 1 });

    [Fact]
    public void Reads_that_have_not_left_are_joined_and_all_are_told()
    {
        var blocked = Read(new TestCaller(), number: 1)!.Batches;
        TestCaller[] callers = [.. Enumerable.Range(0, 400).Select(_ => new TestCaller())];
        foreach (var caller in callers) Assert.Null(Read(caller, number: 2));
        foreach (var batch in blocked) _engine.OnReplies(batch, [Nothing], default, Ms(1));
        var batches = TakeBatches();
        Assert.Equal(3, batches.Count);
        Assert.All(batches, batch => Assert.Single(batch.Messages));
        foreach (var batch in batches) _engine.OnReplies(batch, [Nothing], default, Ms(2));
        TakeBatches();
        Assert.All(callers, caller => Assert.Equal(OutcomeKind.Undecided, caller.Outcome?.Kind));
    }

    /// <summary>What an acceptor has reported already may be older than a decision that the second caller was told of before it came.</summary>
    [Fact]
    public void A_read_that_has_left_is_not_joined()
    {
        var (early, late) = (new TestCaller(), new TestCaller());
        var first = Read(early)!.Batches;
        _engine.OnReplies(first[0], [Nothing], default, Ms(1));
        Read(late);
        _engine.OnReplies(first[1], [Nothing], default, Ms(2));
        TakeBatches();
        Assert.Equal(OutcomeKind.Undecided, early.Outcome?.Kind);
        Assert.Null(late.Outcome);
    }

    [Fact]
    public void A_proposal_joins_no_read_and_reads_join_the_proposal()
    {
        var (reader, proposer) = (new TestCaller(), new TestCaller());
        var blocked = Read(new TestCaller(), number: 1)!.Batches;
        Read(reader, number: 2);
        _engine.Propose(proposer, Key(2), Proposal(), Ms(1000), Ms(0));
        Read(reader = new TestCaller(), number: 2);
        foreach (var batch in blocked) _engine.OnReplies(batch, [Nothing], default, Ms(1));
        foreach (var batch in TakeBatches())
        {
            Assert.Equal([typeof(Read), typeof(Accept)], batch.Messages.Select(message => message.Message.GetType()));
            _engine.OnReplies(batch, [Nothing, new Accepted(Ballot.Fast)], default, Ms(2));
        }
        TakeBatches();
        Assert.Equal(OutcomeKind.Decided, proposer.Outcome?.Kind);
        Assert.Equal(OutcomeKind.Decided, reader.Outcome?.Kind);
    }

    private Effects? Read(TestCaller caller, int number = 1)
    {
        _engine.Read(caller, Key(number), Ms(1000), Ms(0));
        return _engine.TakeEffects();
    }

    private List<Batch> TakeBatches()
    {
        if (_engine.TakeEffects() is not { } effects) return [];
        foreach (var (caller, outcome) in effects.Completions) caller.Complete(outcome);
        return effects.Batches;
    }
}
