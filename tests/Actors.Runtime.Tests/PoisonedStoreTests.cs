using Actors.Engine;
using Actors.Paxos;
using static Actors.Runtime.Tests.TestNodes;

namespace Actors.Runtime.Tests;

/// <summary>Stores that hold what earlier versions let in: a last round, promised. It stays readable, and ends no node that touches it.</summary>
public sealed class PoisonedStoreTests
{
    private static readonly Ballot Last = new(long.MaxValue, new ProposerId("x", 1, 1));

    [Fact]
    public async Task A_register_of_the_last_round_says_so_and_all_others_are_decided()
    {
        using var nodes = await StartAsync(patience: TimeSpan.FromMilliseconds(50));
        foreach (var node in Layout.Nodes) nodes.StoreOf(node).Write([new(Key(), AcceptorState.Initial with { Promised = Last })], durable: false);
        for (var i = 0; i < 2; i++)
        {
            var told = await Assert.ThrowsAsync<InvariantException>(() => nodes["n1"].ProposeAsync(Key(), Proposal("ship"), TestContext.Current.CancellationToken));
            Assert.Contains($"Register '{Key()}': No round is left above {long.MaxValue}", told.Message, StringComparison.Ordinal);
        }
        Assert.Equal(Last, (await nodes["n1"].InspectAsync("n2", Key(), TestContext.Current.CancellationToken))?.Promised);
        Assert.Equal(OutcomeKind.Decided, (await nodes["n1"].ProposeAsync(Key(2), Proposal("ship"), TestContext.Current.CancellationToken)).Kind);
        Assert.All(Layout.Nodes, node => Assert.Null(nodes[node].RefusesBecause));
    }

    /// <summary>Two messages of a stranger: before, both nodes that got the second stopped until they were started again.</summary>
    [Fact]
    public async Task Acceptors_that_were_told_two_values_at_one_ballot_stop_nothing_but_that_register()
    {
        using var nodes = await StartAsync(patience: TimeSpan.FromMilliseconds(50));
        var ballot = new Ballot(1, new ProposerId("x", 1, 1));
        foreach (var node in Layout.Nodes)
            foreach (var value in (string[])[node, "other"])
                await nodes[node].ProcessAsync(new AcceptorRequest("x", default, [new(Key(), new Accept(ballot, Proposal(value)))]));
        await Assert.ThrowsAsync<InvariantException>(() => nodes["n1"].ReadAsync(Key(), TestContext.Current.CancellationToken));
        Assert.Equal(OutcomeKind.Decided, (await nodes["n1"].ProposeAsync(Key(2), Proposal("ship"), TestContext.Current.CancellationToken)).Kind);
        Assert.All(Layout.Nodes, node => Assert.Null(nodes[node].RefusesBecause));
    }
}
