using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Paxos;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Runtime.Tests;

/// <summary>What nodes remember of each other's stores, and what becomes of one that is put back from a copy taken since its last start.</summary>
public sealed class RememberedMarkTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// <code>
    /// n1   copy   proposes, votes, tells   put back   (would vote for another value with n3)
    /// n2          votes, hears the hint    up
    /// n3          away                     up, and knows nothing
    /// </code>
    /// </summary>
    [Fact]
    public async Task A_node_does_not_vote_that_has_forgotten_what_its_own_proposer_had_decided()
    {
        using var nodes = await StartAsync();
        var copy = nodes.StoreOf("n1").Copy();
        await DecideWithoutN3Async(nodes);
        nodes.Return("n3");

        var putBack = nodes.Restart("n1", copy);
        await putBack.RollCall;
        Assert.Contains("put back from an older copy", putBack.RefusesBecause);
    }

    [Fact]
    public async Task A_node_that_starts_is_told_what_the_others_know_of_each_other()
    {
        using var nodes = await StartAsync();
        await DecideWithoutN3Async(nodes);
        nodes.Remove("n1");
        nodes.Return("n3");
        await nodes.Restart("n3", nodes.StoreOf("n3")).RollCall;
        Assert.Equal(nodes.StoreOf("n1").Sequence, (await KnownAsync(nodes["n3"]))[0].Sequence);
    }

    /// <summary>The right one may have seen fewer writes, and would be refused when it is put back.</summary>
    [Fact]
    public async Task Nothing_is_told_of_a_store_that_has_not_been_shown_to_be_the_right_one()
    {
        var store = new MemoryStore();
        store.Write([new(TestNodes.Key(), AcceptorState.Initial)], durable: true);
        var gate = new VotingGate();
        gate.Close("It is another store.");
        using var node = Single(store, gate);
        Assert.Equal(default, (await AskAsync(node)).Mark);
        Assert.Equal([default], await KnownAsync(node));
        gate.Open();
        Assert.Equal(1, (await AskAsync(node)).Mark.Sequence);
    }

    [Fact]
    public async Task A_node_that_does_not_vote_remembers_for_the_others_all_the_same()
    {
        var gate = new VotingGate();
        gate.Close("It is another store.");
        using var node = Single(new MemoryStore(), gate);
        var heard = new StoreMark(3, 7, 5);
        await Assert.ThrowsAsync<NotVotingException>(() => node.ProcessAsync(new AcceptorRequest("n9", default, [heard], [Accept()])));
        Assert.Equal([heard], await KnownAsync(node));
    }

    /// <summary>Whoever proposed may be gone before it can tell anybody.</summary>
    [Fact]
    public async Task A_node_tells_itself_how_far_its_store_has_come()
    {
        using var nodes = await StartAsync();
        await nodes["n2"].ProcessAsync(new AcceptorRequest("n9", default, [Accept()]));
        Assert.Equal(1, (await KnownAsync(nodes["n2"]))[1].Sequence);
    }

    [Fact]
    public void A_store_of_another_layout_is_not_used()
    {
        var store = new MemoryStore();
        Single(store, new VotingGate()).Dispose();
        var refusal = Assert.Throws<StoreException>(() => Single(store, new VotingGate(), "n2"));
        Assert.Contains("only here: n2", refusal.Message);
    }

    private static RegisterNode Single(MemoryStore store, VotingGate gate, params string[] others)
    {
        var layout = new ClusterLayout(["n1", .. others], 1);
        var settings = new RegisterNodeSettings(
            "n1", layout, new Nobody(), new ProposerOptions(), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), TimeProvider.System);
        return new RegisterNode(settings, store, NullLogger.Instance, gate);
    }

    private static RegisterMessage Accept() => new(TestNodes.Key(), new Accept(Ballot.Fast, TestNodes.Proposal("v")));

    private static Task<TestNodes> StartAsync() => TestNodes.StartAsync(patience: TimeSpan.FromMilliseconds(100));

    private static async Task DecideWithoutN3Async(TestNodes nodes)
    {
        nodes.Remove("n3");
        var outcome = await nodes["n1"].ProposeAsync(TestNodes.Key(), TestNodes.Proposal("v"), Cancel);
        Assert.Equal(OutcomeKind.Decided, outcome.Kind);
        // With the hint, a few milliseconds later.
        while ((await KnownAsync(nodes["n2"]))[0].Sequence < nodes.StoreOf("n1").Sequence) await Task.Delay(1, Cancel);
    }

    private static async Task<IReadOnlyList<StoreMark>> KnownAsync(RegisterNode node) => (await AskAsync(node)).Heard;

    private static Task<AcceptorAnswer> AskAsync(RegisterNode node) => node.ProcessAsync(new AcceptorRequest("n9", default, []));

    private sealed class Nobody : IAcceptorTransport
    {
        public Task<AcceptorAnswer> SendAsync(string node, AcceptorRequest request, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }
}
