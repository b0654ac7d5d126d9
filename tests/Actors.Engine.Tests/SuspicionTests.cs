using Actors.Paxos;
using static Actors.Engine.Tests.Given;

namespace Actors.Engine.Tests;

/// <summary>A node that does not answer is skipped, as long as there is a quorum without it.</summary>
public sealed class SuspicionTests
{
    [Fact]
    public void A_suspect_is_skipped_while_the_others_are_a_quorum()
    {
        var engine = WithSuspects("n3");
        engine.Propose(new TestCaller(), Key(2), Proposal(), Ms(10_000), Ms(20));
        Assert.Equal(["n1", "n2"], NodesOf(engine.TakeEffects()!));
    }

    [Fact]
    public void A_suspect_that_a_quorum_needs_is_asked_at_once()
    {
        var engine = WithSuspects("n2", "n3");
        engine.Propose(new TestCaller(), Key(2), Proposal(), Ms(10_000), Ms(20));
        Assert.Equal(["n1", "n2", "n3"], NodesOf(engine.TakeEffects()!));
    }

    [Fact]
    public void A_suspect_is_tried_again_now_and_then()
    {
        var engine = WithSuspects("n3");
        var interval = new ProposerOptions().ProbeInterval;
        engine.Propose(new TestCaller(), Key(2), Proposal(), Ms(10_000), Ms(20) + interval);
        Assert.Equal(["n1", "n2", "n3"], NodesOf(engine.TakeEffects()!));
        engine.Propose(new TestCaller(), Key(3), Proposal(), Ms(10_000), Ms(21) + interval);
        Assert.Equal(["n1", "n2"], NodesOf(engine.TakeEffects()!));
    }

    /// <summary>A node has several proposers. One that has nothing to send hears of no answer itself.</summary>
    [Fact]
    public void A_suspect_that_has_answered_another_proposer_of_the_node_is_a_suspect_no_more()
    {
        var engine = WithSuspects("n3");
        engine.OnAlive("n3", Ms(20));
        engine.OnAlive("n2", Ms(20));
        Assert.False(engine.Suspects("n3"));
        Assert.Equal([new Suspicion("n3", false)], engine.TakeEffects()!.Suspicions);
        engine.Propose(new TestCaller(), Key(2), Proposal(), Ms(10_000), Ms(20));
        Assert.Equal(["n1", "n2", "n3"], NodesOf(engine.TakeEffects()!));
    }

    private static ProposerEngine WithSuspects(params string[] suspects)
    {
        var engine = NewEngine();
        engine.Propose(new TestCaller(), Key(1), Proposal(), Ms(10_000), Ms(0));
        while (engine.TakeEffects() is { } effects)
            foreach (var batch in effects.Batches)
                if (suspects.Contains(batch.Node)) engine.OnFailure(batch, Ms(10));
                else engine.OnReplies(batch, [.. batch.Messages.Select(message => Agree(message.Message))], default, Ms(10));
        Assert.All(suspects, node => Assert.True(engine.Suspects(node)));
        return engine;
    }

    private static AcceptorReply Agree(AcceptorMessage message) => message switch
    {
        Prepare prepare => new Promise(prepare.Ballot, null),
        Accept accept => new Accepted(accept.Ballot),
        _ => new Learned(),
    };

    private static string[] NodesOf(Effects effects) => [.. effects.Batches.Select(batch => batch.Node).Order()];
}
