using Actors.Paxos;
using Actors.Simulation.Exploration;
using Actors.Simulation.Sabotages;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Tests;

public class ExplorerTests
{
    [Fact]
    public void Every_interleaving_of_two_proposers_with_a_classic_ballot_each_agrees()
    {
        var explorer = new Explorer(QuorumSystem.Of(3), new Boundary()).Run(roundsEach: 1, crashes: 0);
        Assert.True(explorer.Violation is null, explorer.Violation?.Text);
        Assert.True(explorer.Complete);
        // Neither empty nor one-sided: the exact numbers change only when the rules do.
        Assert.InRange(explorer.States, 50_000, 200_000);
        Assert.InRange(explorer.Decided, 20_000, explorer.States);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void So_does_every_interleaving_of_the_fast_round_with_a_crash(bool lateAnswers)
    {
        var explorer = new Explorer(QuorumSystem.Of(3), new Boundary(), lateAnswers: lateAnswers).Run(roundsEach: 0, crashes: 1);
        Assert.True(explorer.Violation is null, explorer.Violation?.Text);
        Assert.True(explorer.Complete && explorer.Decided > 0);
    }

    [Theory]
    [InlineData("accept-any-ballot")]
    [InlineData("accept-fast-after-promise")]
    [InlineData("small-fast-quorum")]
    [InlineData("small-classic-quorum")]
    [InlineData("propose-own-value")]
    [InlineData("miscount-fast-votes")]
    public void A_sabotage_is_found_by_its_shortest_way_to_harm(string name)
    {
        var boundary = Sabotage.Find(name)!.Make();
        var explorer = new Explorer(boundary.Quorums(3), boundary, breadthFirst: true).Run(roundsEach: 1, crashes: 0, statesMax: 200_000);
        Assert.NotNull(explorer.Violation);
        Assert.NotEmpty(explorer.Violation.Value.Steps);
    }
}
