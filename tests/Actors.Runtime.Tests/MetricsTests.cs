using Actors.Engine;
using Actors.Paxos;
using Actors.Runtime.Metrics;
using Microsoft.Extensions.Time.Testing;
using static Actors.Runtime.Tests.TestNodes;

namespace Actors.Runtime.Tests;

/// <summary>Each instrument moves when its thing happens, and only then.</summary>
public sealed class MetricsTests
{
    private const string Duration = "write_once.call.duration", Decisions = "write_once.decisions";

    [Fact]
    public async Task A_fast_decision()
    {
        using var readings = new Readings();
        using var nodes = await StartAsync(measured: true);
        await nodes["n1"].ProposeAsync(Key(), Proposal("ship"), default);
        Assert.Equal(1, readings.Observed(Decisions, "node=n1,round=fast"));
        Assert.Equal(0, readings.Observed(Decisions, "node=n1,round=classic"));
        Assert.Equal(0, readings.Observed(Decisions, "node=n2,round=fast"));
        Assert.Equal([0], readings.Recorded("write_once.decision.rounds", "node=n1"));
        Assert.True(Assert.Single(readings.Recorded(Duration, "node=n1,call=propose,outcome=decided,round=fast")) > 0);
        foreach (var node in Layout.Nodes)
        {
            // The acceptance, and what is to be learned; no roll call, which has no messages. A batch's size is recorded last.
            await UntilAsync(() => readings.Recorded("write_once.acceptor.batch.size", $"node={node}").Count >= 2);
            Assert.Equal([1, 1], readings.Recorded("write_once.acceptor.batch.size", $"node={node}"));
            Assert.Equal(1, readings.Observed("write_once.registers.decided", $"node={node}"));
            // What is learned is not synced.
            Assert.Single(readings.Recorded("write_once.store.write.duration", $"node={node}"));
        }
        // An acceptance and a hint to each of two others.
        Assert.Equal([1, 1, 1, 1], readings.Recorded("write_once.peer.batch.size", "node=n1"));
        Assert.Empty(readings.Recorded("write_once.peer.batch.size", "node=n2"));
    }

    [Fact]
    public async Task What_a_node_knows_is_no_decision_any_more()
    {
        using var readings = new Readings();
        using var nodes = await StartAsync(measured: true);
        for (var i = 0; i < 2; i++) await nodes["n1"].ProposeAsync(Key(), Proposal("ship"), default);
        Assert.Single(readings.Recorded(Duration, "node=n1,call=propose,outcome=decided,round=none"));
        Assert.Equal(1, readings.Observed(Decisions, "node=n1,round=fast"));
    }

    [Fact]
    public async Task Callers_who_join_are_one_decision()
    {
        using var readings = new Readings();
        using var nodes = await StartAsync(measured: true);
        Task[] calls;
        using (nodes.Hold(message => message is Accept))
            calls = [nodes["n1"].ProposeAsync(Key(), Proposal("ship"), default), nodes["n1"].ProposeAsync(Key(), Proposal("cancel"), default)];
        await Task.WhenAll(calls);
        Assert.Equal(1, readings.Observed(Decisions, "node=n1,round=fast"));
        Assert.Equal(2, readings.Recorded(Duration, "node=n1,call=propose,outcome=decided,round=fast").Count);
    }

    [Fact]
    public async Task Waiting_for_others_is_not_measured()
    {
        using var readings = new Readings();
        using var nodes = await StartAsync(measured: true);
        var wait = nodes["n2"].WaitAsync(Key(), default);
        await nodes["n1"].ProposeAsync(Key(), Proposal("ship"), default);
        await wait;
        Assert.Empty(readings.Recorded(Duration, "node=n2"));
    }

    [Fact]
    public async Task A_classic_decision_without_one_node()
    {
        using var readings = new Readings();
        using var nodes = await StartAsync(measured: true);
        nodes.Remove("n3");
        await nodes["n1"].ProposeAsync(Key(1), Proposal("ship"), default);
        Assert.Equal(1, readings.Observed(Decisions, "node=n1,round=classic"));
        Assert.Equal([1], readings.Recorded("write_once.decision.rounds", "node=n1"));
        Assert.Single(readings.Recorded(Duration, "node=n1,call=propose,outcome=decided,round=classic"));
    }

    [Fact]
    public async Task A_suspect_is_shown_until_it_answers_again()
    {
        using var readings = new Readings();
        using var nodes = await StartAsync(measured: true);
        Assert.Equal(0, readings.Observed("write_once.peer.suspected", "node=n1,peer=n3"));
        nodes.Remove("n3");
        await nodes["n1"].ProposeAsync(Key(1), Proposal("ship"), default);
        Assert.Equal(1, readings.Observed("write_once.peer.suspected", "node=n1,peer=n3"));
        Assert.Equal(0, readings.Observed("write_once.peer.suspected", "node=n1,peer=n2"));
        Assert.Equal(1, readings.Observed("write_once.suspicions", "node=n1"));
        nodes.Return("n3");
        for (var i = 2; nodes["n1"].Suspects("n3"); i++) await nodes["n1"].ProposeAsync(Key(i), Proposal("ship"), default);
        Assert.Equal(0, readings.Observed("write_once.peer.suspected", "node=n1,peer=n3"));
        Assert.Equal(1, readings.Observed("write_once.suspicions", "node=n1"));
    }

    [Fact]
    public async Task No_quorum()
    {
        using var readings = new Readings();
        using var nodes = await StartAsync(measured: true);
        nodes.Remove("n2");
        nodes.Remove("n3");
        Assert.Equal(OutcomeKind.NoQuorum, (await nodes["n1"].ProposeAsync(Key(), Proposal("ship"), default)).Kind);
        Assert.Single(readings.Recorded(Duration, "node=n1,call=propose,outcome=no_quorum"));
        Assert.Equal(1, nodes["n1"].Metrics!.Counts.NoQuorum);
        Assert.Equal(0, readings.Observed(Decisions, "node=n1,round=classic"));
    }

    [Fact]
    public async Task An_unknown_outcome()
    {
        using var readings = new Readings();
        var (time, promised) = (new FakeTimeProvider(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        using var nodes = await StartAsync(time, patience: TimeSpan.FromMilliseconds(20), limit: TimeSpan.FromSeconds(1), measured: true);
        using var held = nodes.Hold(message =>
        {
            if (message is Accept { Ballot.IsFast: false }) promised.TrySetResult();
            return message is Accept;
        });
        nodes.Remove("n3");
        var call = nodes["n1"].ProposeAsync(Key(), Proposal("ship"), default);
        // All that n1 hears from n2, in the classic round that begins then, is a promise: it knows of a quorum but not what it will accept.
        time.Advance(TimeSpan.FromMilliseconds(50));
        await promised.Task;
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(OutcomeKind.Unknown, (await call).Kind);
        Assert.Single(readings.Recorded(Duration, "node=n1,call=propose,outcome=unknown"));
        Assert.Equal(1, nodes["n1"].Metrics!.Counts.Unknown);
    }

    [Fact]
    public async Task The_store_tells_its_size_until_the_node_stops()
    {
        using var readings = new Readings();
        using (await StartAsync(measured: true)) Assert.Equal(MemoryStore.Size, readings.Observed("write_once.store.size", "node=n2"));
        Assert.Null(readings.Observed("write_once.store.size", "node=n2"));
    }

    [Fact]
    public async Task The_counts_are_those_of_the_instruments()
    {
        using var nodes = await StartAsync(measured: true);
        for (var i = 0; i < 10; i++) await nodes["n1"].ProposeAsync(Key(i), Proposal("ship"), default);
        // An acceptor answers before it counts its batch.
        await UntilAsync(() => nodes["n1"].Metrics!.Counts.AcceptorBatches >= 10);
        var counts = nodes["n1"].Metrics!.Counts;
        Assert.Equal((10, 0), (counts.FastDecisions, counts.ClassicDecisions));
        Assert.Equal(10, counts.Durations.Sum(bucket => bucket.Count));
        Assert.Equal(counts.Durations.OrderBy(bucket => bucket.UpTo), counts.Durations);
        Assert.Equal(10, counts.StoreWrites);
        Assert.True(counts.AcceptorMessages >= counts.AcceptorBatches);
        Assert.True(counts.PeerMessages >= counts.PeerBatches && counts.PeerBatches >= 20);
        Assert.Equal((MemoryStore.Size, 0), (counts.StoreBytes, counts.Suspected.Count));
        Assert.InRange(counts.Uptime, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Counting_allocates_nothing()
    {
        using var nodes = await StartAsync(measured: true);
        var metrics = nodes["n1"].Metrics!;
        List<(Caller, Outcome)> completions = [(new Silent(), new Outcome(OutcomeKind.Decided, Proposal("ship"), 3, 0))];
        // Once, so that everything is compiled.
        Count();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) Count();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Count()
        {
            metrics.Calls.OnCompleted(completions);
            metrics.OnAcceptorBatch(1, 1);
            metrics.OnPeerBatch(1);
            metrics.OnStoreWrite(TimeSpan.FromMilliseconds(1));
        }
    }

    [Fact]
    public async Task A_node_that_nobody_measures_counts_nothing()
    {
        using var nodes = await StartAsync();
        await nodes["n1"].ProposeAsync(Key(), Proposal("ship"), default);
        Assert.Null(nodes["n1"].Metrics);
    }

    private sealed class Silent() : MeasuredCaller(CallKind.Propose, 0)
    {
        public override void Complete(Outcome outcome) { }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < deadline, "It did not happen.");
            await Task.Yield();
        }
    }
}
