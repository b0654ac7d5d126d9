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

    [Fact]
    public async Task What_a_node_knew_when_it_stopped_it_knows_when_it_starts()
    {
        var memory = new StoreMemory();
        var store = new MemoryStore();
        using (var node = Single(store, new VotingGate(), memory)) await node.ProcessAsync(new AcceptorRequest("n9", default, [Accept()]));
        Assert.Equal(1, Assert.Single(memory.Marks).Sequence);
        using var next = Single(store, new VotingGate(), memory);
        Assert.Equal(memory.Marks, next.Marks);
    }

    /// <summary>The right one may have seen fewer writes.</summary>
    [Fact]
    public void Nothing_is_remembered_of_a_store_that_does_not_vote()
    {
        var (memory, gate) = (new StoreMemory(), new VotingGate());
        gate.Close("It is another store.");
        Single(new MemoryStore(), gate, memory).Dispose();
        Assert.Equal([default], memory.Marks);
    }

    [Fact]
    public async Task A_node_is_told_of_its_own_store_what_it_does_not_say_itself()
    {
        using var nodes = await StartAsync();
        await nodes["n1"].ProposeAsync(TestNodes.Key(), TestNodes.Proposal("v"), Cancel);
        // With the hint, a few milliseconds later.
        while (nodes["n2"].Marks[0].Sequence == 0) await Task.Delay(1, Cancel);
        var known = nodes["n2"].Marks[0];
        Assert.Equal([known], (await AskAsync("n1", default)).Heard);
        Assert.Equal([default, nodes["n1"].Marks[1]], (await nodes["n1"].ProcessAsync(Request("n2", [known, default]))).Heard);
        Assert.Empty((await AskAsync("n1", known)).Heard);
        Assert.Empty((await AskAsync("a client", default)).Heard);

        Task<AcceptorAnswer> AskAsync(string from, StoreMark own) => nodes["n2"].ProcessAsync(Request(from, [own]));
        AcceptorRequest Request(string from, StoreMark[] heard) => new(from, default, heard, [new RegisterMessage(TestNodes.Key(2), new Read())]);
    }

    /// <summary>A snapshot of a virtual machine takes memory and disk back: the proposer would use ballots again that carried other values.</summary>
    [Fact]
    public async Task A_node_whose_memory_was_rolled_back_with_its_disk_stops_and_counts_no_vote()
    {
        var settings = new RegisterNodeSettings(
            "n1", TestNodes.Layout, new KnowsMore(), new ProposerOptions(), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), TimeProvider.System);
        using var node = new RegisterNode(settings, new MemoryStore(), NullLogger.Instance);
        await node.RollCall;
        Assert.Null(node.RefusesBecause);
        await Assert.ThrowsAsync<NodeStoppedException>(() => node.ProposeAsync(TestNodes.Key(), TestNodes.Proposal("v"), Cancel));
        Assert.Contains("its memory was rolled back too", node.RefusesBecause);
        await Assert.ThrowsAsync<NotVotingException>(() => node.ProcessAsync(new AcceptorRequest("n2", default, [Accept()])));
    }

    private static RegisterNode Single(MemoryStore store, VotingGate gate, StoreMemory memory) => new(SettingsOf(), store, NullLogger.Instance, gate, memory);

    private static RegisterNode Single(MemoryStore store, VotingGate gate, params string[] others) => new(SettingsOf(others), store, NullLogger.Instance, gate);

    private static RegisterNodeSettings SettingsOf(params string[] others) => new(
        "n1", new ClusterLayout(["n1", .. others], 1), new Nobody(), new ProposerOptions(), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), TimeProvider.System);

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

    /// <summary>Votes for everything, and knows more of the store of n1 than n1 does, which it has not said when n1 started.</summary>
    private sealed class KnowsMore : IAcceptorTransport
    {
        public Task<AcceptorAnswer> SendAsync(string node, AcceptorRequest request, CancellationToken cancellationToken) => Task.FromResult(
            request.Messages.Count == 0
                ? new AcceptorAnswer(default, [], [])
                : new AcceptorAnswer(new StoreMark(1, 1), [new StoreMark(1, 1_000)], [.. request.Messages.Select(AcceptorReply (_) => new Accepted(Ballot.Fast))]));
    }

    private sealed class Nobody : IAcceptorTransport
    {
        public Task<AcceptorAnswer> SendAsync(string node, AcceptorRequest request, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }
}
