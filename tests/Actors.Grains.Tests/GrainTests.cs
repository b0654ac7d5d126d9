using System.Text;
using Actors.Grains.Tests.Cluster;
using Actors.Paxos;
using Actors.Registers;

namespace Actors.Grains.Tests;

/// <summary>The grains as Orleans runs them: where they live, and that it does not matter how many of them there are.</summary>
public sealed class GrainTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private TestCluster Cluster => fixture.Cluster;

    [Fact]
    public async Task An_acceptor_grain_runs_on_the_node_it_is_named_after_whoever_calls()
    {
        foreach (var caller in Cluster.Nodes)
            foreach (var node in Cluster.Nodes)
            {
                var view = await Cluster.Grains(caller).GetGrain<IAcceptorGrain>(node).DescribeAsync();
                Assert.Equal((node, Cluster.Disks[node].StoreId), (view.Node, view.StoreId!.Value));
            }
    }

    [Fact]
    public async Task An_acceptor_grain_of_no_node_runs_nowhere() =>
        await Assert.ThrowsAnyAsync<Exception>(() => Cluster.Grains("n1").GetGrain<IAcceptorGrain>("n9").DescribeAsync());

    [Fact]
    public async Task Three_activations_of_one_write_once_grain_agree()
    {
        for (var round = 0; round < 30; round++)
        {
            var key = $"activations/{Guid.NewGuid():N}";
            // Each silo makes an activation of its own: exactly what a broken directory would do.
            var outcomes = await Task.WhenAll(Cluster.Nodes.Select(node =>
                Cluster.Grains(node).GetGrain<IWriteOnceGrain>(key).ProposeAsync(Proposal(node))));
            Assert.All(outcomes, outcome => Assert.Equal(outcomes[0].Proposal, outcome.Proposal));
            Assert.NotNull(outcomes[0].Proposal);
        }
    }

    [Fact]
    public async Task Many_racers_through_all_nodes_see_one_winner_and_one_is_told_that_it_won()
    {
        var races = Enumerable.Range(0, 300).Select(async number =>
        {
            var decisions = await Task.WhenAll(Enumerable.Range(0, 6).Select(racer =>
                Cluster.Registers(Cluster.Nodes[racer % 3]).WriteOnce<int>($"race/{number}").TryInitializeAsync(racer)));
            Assert.Single(decisions, decision => decision.Won);
            Assert.Single(decisions.Select(decision => decision.Value).Distinct());
        });
        await Task.WhenAll(races);
    }

    [Fact]
    public async Task A_wait_on_one_node_ends_with_a_decision_through_another()
    {
        foreach (var (waiter, proposer) in new[] { ("n1", "n2"), ("n2", "n3"), ("n3", "n1") })
        {
            var key = $"wait/{Guid.NewGuid():N}";
            var final = Cluster.Registers(waiter).WriteOnce<string>(key).FinalValueAsync();
            var grain = Cluster.Grains(waiter).GetGrain<IWriteOnceGrain>(key).WaitAsync(CancellationToken.None);
            await Cluster.Registers(proposer).WriteOnce<string>(key).TryInitializeAsync("ship");
            Assert.Equal("ship", await final);
            Assert.NotNull(await grain);
        }
    }

    [Fact]
    public async Task Each_acceptor_tells_what_it_holds()
    {
        var key = new RegisterKey($"inspect/{Guid.NewGuid():N}");
        Assert.All(await Cluster.Registers("n1").InspectAsync(key), view => Assert.Equal(AcceptorState.Initial, view.State));
        var proposal = Proposal("ship");
        await Cluster.Registers("n1").ProposeAsync(key, proposal);
        // A quorum decides; the others hold it soon.
        await Eventually.IsAsync("all hold it", async () =>
        {
            var views = await Cluster.Registers("n2").InspectAsync(key);
            Assert.Equal(Cluster.Nodes, views.Select(view => view.Node));
            return views.All(view => (view.State?.Chosen ?? view.State?.Accepted?.Proposal) == proposal);
        });
    }

    [Fact]
    public async Task One_id_for_two_values_is_refused_to_the_one_that_lost()
    {
        var variable = Cluster.Registers("n1").WriteOnce<string>($"reuse/{Guid.NewGuid():N}");
        var id = ProposalId.New();
        await variable.TryInitializeAsync("ship", id);
        await Assert.ThrowsAsync<ArgumentException>(() => variable.TryInitializeAsync("cancel", id));
    }

    private static Proposal Proposal(string text) => new(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes(text), "text/plain"));
}
