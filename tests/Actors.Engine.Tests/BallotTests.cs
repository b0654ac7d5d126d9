using Actors.Paxos;
using static Actors.Engine.Tests.Given;

namespace Actors.Engine.Tests;

/// <summary>Ballots are used once, even by a node that has forgotten which it has used.</summary>
public sealed class BallotTests
{
    [Fact]
    public void A_node_that_has_lost_its_incarnation_with_its_disk_uses_other_ballots()
    {
        // As in a world where a node was wiped before its store was bound: it began again with the same incarnation, on the same register.
        var (before, after) = (FirstBallotOf(new Random(1)), FirstBallotOf(new Random(2)));
        Assert.Equal((before.Round, before.Proposer.Node, before.Proposer.Incarnation), (after.Round, after.Proposer.Node, after.Proposer.Incarnation));
        Assert.NotEqual(before, after);
    }

    private static Ballot FirstBallotOf(Random random)
    {
        var engine = new ProposerEngine(ThreeNodes, new ProposerIds("n1", 1, random), new ProposerOptions(), random);
        engine.Propose(new TestCaller(), Key(), Proposal(), Ms(1000), Ms(0));
        engine.OnFailure(engine.TakeEffects()!.Batches.First(batch => batch.Node == "n2"), Ms(1));
        return engine.TakeEffects()!.Batches.SelectMany(batch => batch.Messages).Select(item => item.Message).OfType<Prepare>().First().Ballot;
    }
}
