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

    private static ProposerEngine WithSuspects(params string[] suspects)
    {
        var engine = NewEngine();
        engine.Propose(new TestCaller(), Key(1), Proposal(), Ms(10_000), Ms(0));
        foreach (var batch in engine.TakeEffects()!.Batches)
            if (suspects.Contains(batch.Node)) engine.OnFailure(batch, Ms(10));
        // What this set off stays unanswered: one more batch is under way to each of the others.
        engine.TakeEffects();
        Assert.All(suspects, node => Assert.True(engine.Suspects(node)));
        return engine;
    }

    private static string[] NodesOf(Effects effects) => [.. effects.Batches.Select(batch => batch.Node).Order()];
}
