using Actors.Paxos;
using static Actors.Engine.Tests.Given;

namespace Actors.Engine.Tests;

/// <summary>Acceptors are told of a decision with whatever is sent to them next, or a little later by itself.</summary>
public sealed class HintTests
{
    private readonly ProposerEngine _engine = NewEngine();
    private readonly TestCaller _caller = new();

    [Fact]
    public void A_decision_is_told_to_the_caller_before_anybody_else_hears_of_it()
    {
        var effects = Decide(Key(1));
        Assert.Single(effects.Completions);
        Assert.Empty(effects.Batches);
    }

    [Fact]
    public void It_travels_with_what_is_sent_next()
    {
        Decide(Key(1));
        _engine.Propose(_caller, Key(2), Proposal(), Ms(1000), Ms(2));
        Assert.All(_engine.TakeEffects()!.Batches, batch => Assert.Equal(
            [(Key(1), typeof(Learn)), (Key(2), typeof(Accept))], batch.Messages.Select(message => (message.Key, message.Message.GetType()))));
    }

    [Fact]
    public void With_nothing_else_to_send_it_goes_by_itself()
    {
        Decide(Key(1));
        var due = _engine.NextTimer!.Value;
        Assert.InRange(due, Ms(1), Ms(20));
        _engine.OnTimer(due);
        var batches = _engine.TakeEffects()!.Batches;
        Assert.Equal(3, batches.Count);
        Assert.All(batches, batch => Assert.IsType<Learn>(Assert.Single(batch.Messages).Message));
        foreach (var batch in batches) _engine.OnReplies(batch, [new Learned()], default, due + Ms(1));
        Assert.Null(_engine.TakeEffects());
        Assert.Null(_engine.NextTimer);
    }

    private Effects Decide(RegisterKey key)
    {
        _engine.Propose(_caller, key, Proposal(), Ms(1000), Ms(0));
        foreach (var batch in _engine.TakeEffects()!.Batches) _engine.OnReplies(batch, [new Accepted(Ballot.Fast)], default, Ms(1));
        return _engine.TakeEffects()!;
    }
}
