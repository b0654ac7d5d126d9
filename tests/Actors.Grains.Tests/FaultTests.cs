using System.Text;
using Actors.Grains.Tests.Cluster;
using Actors.Paxos;
using Actors.Registers;

namespace Actors.Grains.Tests;

/// <summary>Disks that fail, nodes that stop: what callers are told, and what still stands afterwards.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task A_decision_is_durable_on_a_quorum_before_anybody_is_told()
    {
        await using var cluster = await TestCluster.StartAsync();
        for (var i = 0; i < 50; i++)
        {
            var (key, proposal) = (Key(i), Proposal("ship"));
            var winner = (await cluster.Registers("n1").ProposeAsync(key, proposal)).Proposal;
            Assert.Equal(proposal, winner);
            var holders = cluster.Disks.Values.Count(disk => disk.Durable.TryGetValue(key, out var state)
                && (state.Chosen ?? state.Accepted?.Proposal) == proposal);
            Assert.True(holders >= 2, $"Only {holders} disks hold {key} although a caller was told.");
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_disk_that_does_not_write_is_a_missing_vote()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Disks["n3"].FailWrites = true;
        Assert.Equal(OutcomeKind.Decided, (await cluster.Registers("n1").ProposeAsync(Key(1), Proposal("ship"))).Kind);
        Assert.DoesNotContain(Key(1), cluster.Disks["n3"].Durable.Keys);
        // The others decide without it, so it may come to its disk, and say so, only later.
        NodeView? refusing;
        for (var i = 2; (refusing = (await cluster.Registers("n1").NodesAsync()).SingleOrDefault(node => node.Problem is not null)) is null; i++)
            await Decided(() => cluster.Registers("n1").ProposeAsync(Key(i), Proposal("ship")));
        Assert.Equal("n3", refusing.Node);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_disk_put_back_from_an_older_copy_does_not_vote_and_says_why()
    {
        await using var cluster = await TestCluster.StartAsync();
        var disk = cluster.Disks["n3"];
        await Decided(() => cluster.Registers("n1").ProposeAsync(Key(1), Proposal("ship")));
        var (states, sequence) = (disk.Durable.ToDictionary(), disk.Sequence);
        // Until n3 has answered, nobody has seen anything of what it is about to forget.
        for (var i = 2; disk.Sequence == sequence; i++) await Decided(() => cluster.Registers("n1").ProposeAsync(Key(i), Proposal("ship")));
        await Decided(() => cluster.Registers("n1").ProposeAsync(Key(100), Proposal("ship")));

        await cluster.StopAsync("n3");
        disk.Restore(states, sequence);
        await cluster.StartAsync("n3");
        NodeView n3;
        do n3 = (await cluster.Registers("n1").NodesAsync()).Single(node => node.Node == "n3");
        while (n3.Problem?.Contains("put back from an older copy", StringComparison.Ordinal) != true);
        await Decided(() => cluster.Registers("n3").ProposeAsync(Key(200), Proposal("cancel")));
        Assert.Equal(sequence, disk.Sequence);
        Assert.DoesNotContain(Key(200), disk.Durable.Keys);
    }

    [Fact]
    public async Task Without_a_majority_of_disks_nothing_is_decided_and_everything_is_afterwards()
    {
        await using var cluster = await TestCluster.StartAsync(configure: options => options.Proposer.NoQuorumAfter = TimeSpan.FromMilliseconds(500));
        cluster.Disks["n2"].FailWrites = cluster.Disks["n3"].FailWrites = true;
        var proposal = Proposal("ship");
        var outcome = await cluster.Registers("n1").ProposeAsync(Key(1), proposal);
        Assert.Equal(OutcomeKind.NoQuorum, outcome.Kind);

        cluster.Disks["n2"].FailWrites = cluster.Disks["n3"].FailWrites = false;
        var winner = await Decided(() => cluster.Registers("n2").ProposeAsync(Key(1), Proposal("cancel")));
        Assert.Equal(winner, await Decided(() => cluster.Registers("n1").ProposeAsync(Key(1), proposal)));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_write_of_unknown_outcome_is_read_back_from_disk()
    {
        await using var cluster = await TestCluster.StartAsync(configure: options => options.Proposer.NoQuorumAfter = TimeSpan.FromMilliseconds(500));
        // Only the fast round carries a proposal to a disk that never answers. Where a node was late or skipped, a classic one comes first: then again, with a new register.
        RegisterKey key;
        Proposal first;
        var i = 0;
        do
        {
            (key, first) = (Key(++i), Proposal("ship"));
            FailAfterWrites(false);
            for (var ready = 1000 * i; await cluster.Registers("n1").ProposeAsync(Key(ready), Proposal("ready")) is not { Kind: OutcomeKind.Decided, Rounds: 0 };) ready++;
            FailAfterWrites(true);
            Assert.NotEqual(OutcomeKind.Decided, (await cluster.Registers("n1").ProposeAsync(key, first)).Kind);
        }
        while (!cluster.Disks.Values.All(disk => disk.Durable.TryGetValue(key, out var state) && state.Accepted?.Proposal == first));

        // The acceptances are on every disk although nobody was told: they bind whoever comes next.
        FailAfterWrites(false);
        Assert.Equal(first, await Decided(() => cluster.Registers("n2").ProposeAsync(key, Proposal("cancel"))));

        void FailAfterWrites(bool fail)
        {
            foreach (var disk in cluster.Disks.Values) disk.FailAfterWrite = fail;
        }
    }

    [Theory]
    [InlineData("n1")]
    [InlineData("n2")]
    [InlineData("n3")]
    public async Task Any_one_node_can_go_and_come_back_unnoticed(string victim)
    {
        await using var cluster = await TestCluster.StartAsync();
        var survivors = cluster.Nodes.Where(node => node != victim).ToList();
        var told = new Dictionary<RegisterKey, Proposal>();
        async Task ProposeEverywhereAsync(int from)
        {
            for (var i = from; i < from + 20; i++)
            {
                var outcome = await cluster.Registers(survivors[i % 2]).ProposeAsync(Key(i), Proposal($"{i}"));
                Assert.Equal(OutcomeKind.Decided, outcome.Kind);
                told.Add(Key(i), outcome.Proposal!);
            }
        }

        await ProposeEverywhereAsync(0);
        await cluster.StopAsync(victim, abruptly: true);
        await ProposeEverywhereAsync(20);
        await cluster.StartAsync(victim);
        await ProposeEverywhereAsync(40);

        foreach (var (key, winner) in told)
            Assert.Equal(winner, await Decided(() => cluster.Registers(victim).ProposeAsync(key, Proposal("too late"))));
    }

    [Fact]
    public async Task Without_a_majority_of_nodes_calls_end_with_no_quorum_and_work_again_when_one_is_back()
    {
        await using var cluster = await TestCluster.StartAsync(configure: options => options.Proposer.NoQuorumAfter = TimeSpan.FromMilliseconds(500));
        await cluster.StopAsync("n1", abruptly: true);
        await cluster.StopAsync("n2", abruptly: true);
        Assert.Equal(OutcomeKind.NoQuorum, (await cluster.Registers("n3").ProposeAsync(Key(1), Proposal("ship"))).Kind);
        Assert.Equal(OutcomeKind.NoQuorum, (await cluster.Registers("n3").ReadAsync(Key(2))).Kind);

        await cluster.StartAsync("n1");
        Assert.Equal(
            await Decided(() => cluster.Registers("n3").ProposeAsync(Key(1), Proposal("cancel"))),
            await Decided(() => cluster.Registers("n1").ReadAsync(Key(1))));
    }

    [Fact]
    public async Task All_nodes_restarted_remember_everything_and_take_back_no_promise()
    {
        await using var cluster = await TestCluster.StartAsync();
        var told = new Dictionary<RegisterKey, Proposal>();
        for (var i = 0; i < 30; i++)
        {
            var racers = cluster.Nodes.Select(node => cluster.Registers(node).ProposeAsync(Key(i), Proposal(node)));
            told.Add(Key(i), (await Task.WhenAll(racers))[0].Proposal!);
        }
        var before = cluster.Disks.ToDictionary(pair => pair.Key, pair => pair.Value.Durable.ToDictionary());

        await Task.WhenAll(cluster.Nodes.Select(node => cluster.StopAsync(node, abruptly: true)));
        await Task.WhenAll(cluster.Nodes.Select(cluster.StartAsync));

        foreach (var (key, winner) in told)
            foreach (var node in cluster.Nodes)
                Assert.Equal(winner, await Decided(() => cluster.Registers(node).ReadAsync(key)));
        foreach (var (node, states) in before)
            foreach (var (key, state) in states)
            {
                var now = cluster.Disks[node].Durable[key];
                Assert.True(now.Chosen is not null || now.Promised >= state.Promised, $"{node} took back its promise on {key}.");
            }
    }

    [Fact]
    public async Task A_node_that_is_no_acceptor_of_a_register_waits_for_it_all_the_same()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 5);
        for (var i = 0; i < 10; i++)
        {
            var waits = cluster.Nodes.Select(node => cluster.Registers(node).WaitAsync(Key(i))).ToList();
            var winner = await Decided(() => cluster.Registers(cluster.Nodes[i % 5]).ProposeAsync(Key(i), Proposal("ship")));
            Assert.All(await Task.WhenAll(waits), seen => Assert.Equal(winner, seen));
            // A quorum decides; the third acceptor has it soon.
            await Eventually.IsAsync("three disks have it", () =>
            {
                var disks = cluster.Disks.Values.Count(disk => disk.Open().Read(Key(i)) != AcceptorState.Initial);
                Assert.InRange(disks, 2, 3);
                return Task.FromResult(disks == 3);
            });
        }
    }

    private static RegisterKey Key(int number) => new($"faults/{number}");

    private static Proposal Proposal(string text) => new(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes(text), "text/plain"));

    /// <summary>Repeats a call until it is decided, as a caller would who was told "no quorum" or "unknown outcome".</summary>
    private static async Task<Proposal> Decided(Func<Task<Outcome>> call)
    {
        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            var outcome = await call();
            if (outcome.Proposal is { } winner) return winner;
            Assert.True(DateTime.UtcNow < deadline, $"Still {outcome.Kind}.");
        }
    }
}
