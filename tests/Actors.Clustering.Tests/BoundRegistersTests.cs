using Actors.Clustering.Nodes;
using Actors.Clustering.Tests.Cluster;
using Actors.Engine.Identity;
using Actors.Paxos;
using Actors.Registers;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Clustering.Tests;

/// <summary>An application that follows the documentation: <c>UseWriteOnceClustering</c> and <c>AddWriteOnce</c> in one silo, and nothing else.</summary>
public sealed class BoundRegistersTests
{
    private static readonly RegisterKey Key = new("counter/4");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_node_whose_registers_were_deleted_does_not_vote_on_what_it_has_forgotten(bool clusteringFirst)
    {
        await using var silos = new SiloSet();
        if (clusteringFirst) silos.After = silos.AddRegisters;
        else silos.Before = silos.AddRegisters;
        await Task.WhenAll(silos.Names.Select(silos.StartAsync));

        await silos.KillAsync("n1");
        var acknowledged = await DecideAsync(silos, "n2", "four");
        await Task.WhenAll(silos.KillAsync("n2"), silos.KillAsync("n3"));
        Directory.Delete(silos.RegistersOf("n3"), recursive: true);
        // Of those that know what was decided one is gone, and one has forgotten: without a majority that votes no silo is up that could answer.
        var starting = Task.WhenAll(silos.StartAsync("n1"), silos.StartAsync("n3"));
        await silos.Log.WaitAsync("Node n3 does not vote: store 'registers' is");
        Assert.False(starting.IsCompleted);
        await silos.StartAsync("n2");
        await starting;
        Assert.Equal(acknowledged, await DecideAsync(silos, "n1", "another"));

        await silos.KillAsync("n2");
        Assert.Equal(OutcomeKind.NoQuorum, (await RegistersOf(silos, "n1").ReadAsync(new RegisterKey("counter/5"))).Kind);
        Assert.Equal(OutcomeKind.NoQuorum, (await RegistersOf(silos, "n3").ProposeAsync(new RegisterKey("counter/5"), Proposal("five"))).Kind);
        // Without a majority nobody takes their goodbye.
        await Task.WhenAll(silos.KillAsync("n1"), silos.KillAsync("n3"));
    }

    /// <summary>Nodes of an earlier version, or of an application that begins to use registers, have bound the store of the clustering only.</summary>
    [Fact]
    public async Task Registers_that_are_added_to_a_cluster_are_bound_at_their_first_start()
    {
        await using var silos = new SiloSet();
        await Task.WhenAll(silos.Names.Select(silos.StartAsync));
        await Task.WhenAll(silos.Names.Select(silos.StopAsync));
        silos.After = silos.AddRegisters;
        await Task.WhenAll(silos.Names.Select(silos.StartAsync));
        Assert.All(silos.Names, name => Assert.Null(silos.Services(name).GetRequiredService<ClusterNode>().RefusesBecause));
        var acknowledged = await DecideAsync(silos, "n3", "four");

        await silos.StopAsync("n3");
        Directory.Delete(silos.RegistersOf("n3"), recursive: true);
        await silos.StartAsync("n3");
        Assert.Contains("store 'registers' is", silos.Services("n3").GetRequiredService<ClusterNode>().RefusesBecause);
        Assert.NotNull(silos.Services("n3").GetRequiredService<VotingGate>().ClosedBecause);
        Assert.Equal(acknowledged, await DecideAsync(silos, "n1", "another"));

        // Without its registers it does not vote either: they would be gone for as long, and another store could take their place.
        silos.After = (_, _) => { };
        await silos.StopAsync("n3");
        await silos.StartAsync("n3");
        Assert.Contains("store 'registers' is missing", silos.Services("n3").GetRequiredService<ClusterNode>().RefusesBecause);
    }

    /// <summary>Asks until the outcome is known.</summary>
    private static async Task<Proposal> DecideAsync(SiloSet silos, string node, string value)
    {
        var proposal = Proposal(value);
        while (true)
            if (await RegistersOf(silos, node).ProposeAsync(Key, proposal) is { Kind: OutcomeKind.Decided } outcome) return outcome.Proposal!;
    }

    private static IRegisters RegistersOf(SiloSet silos, string node) => silos.Services(node).GetRequiredService<IRegisters>();

    private static Proposal Proposal(string value) => new(ProposalId.New(), new RegisterValue(System.Text.Encoding.UTF8.GetBytes(value), "text/plain"));
}
