using Actors.Paxos;
using Actors.Runtime.Tracing;
using Microsoft.Extensions.Time.Testing;
using static Actors.Runtime.Tests.TestNodes;

namespace Actors.Runtime.Tests;

/// <summary>What a node tells of a register that somebody watches, and that it keeps nothing of the others.</summary>
public sealed class RoundTraceTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Nothing_is_recorded_unless_somebody_watches()
    {
        using var nodes = await StartAsync();
        await DecideAsync(nodes, "n1", Key(), "ship");
        Assert.False(nodes["n1"].Trace.IsOn);
        // When the caller knows, others may still be told: nothing but that can have come since somebody watches.
        Assert.All(await nodes["n1"].Trace.WatchAsync(Key(), 0, TimeSpan.Zero), item => Assert.True(
            item is MessageSent { Message: Learn } or MessageReceived { Message: Learn } or ReplySent { Reply: Learned } or ReplyReceived { Reply: Learned }, $"{item}"));
        Assert.True(nodes["n1"].Trace.IsOn);
        Assert.False(nodes["n2"].Trace.IsOn);
    }

    [Fact]
    public async Task Other_registers_than_the_watched_one_leave_no_trace()
    {
        using var nodes = await StartAsync();
        await nodes["n1"].Trace.WatchAsync(Key(1), 0, TimeSpan.Zero);
        await DecideAsync(nodes, "n1", Key(2), "ship");
        Assert.Empty(await nodes["n1"].Trace.WatchAsync(Key(1), 0, TimeSpan.Zero));
    }

    /// <summary>It has no place in a picture of a round: those who watch would be told of an unknown message instead, and of nothing after it.</summary>
    [Fact]
    public async Task Trimming_leaves_no_trace_in_the_slot_that_it_names()
    {
        using var nodes = await StartAsync();
        var slot = new SlotKey("x", 3);
        await WatchAllAsync(nodes, slot.Key);
        Assert.Equal(3, await nodes["n1"].TrimAsync(slot, default));
        foreach (var node in Layout.Nodes) Assert.Empty(await nodes[node].Trace.WatchAsync(slot.Key, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_fast_round_is_one_round_trip_to_everybody()
    {
        using var nodes = await StartAsync();
        await WatchAllAsync(nodes, Key());
        var own = await DecideAsync(nodes, "n1", Key(), "ship");
        var events = await UntilAsync(nodes["n1"], Key(), all => all.OfType<ReplyReceived>().Count(item => item.Reply is Learned) == 3);

        Assert.Equal(own, Assert.IsType<CallBegun>(events[0]).Own);
        var sent = events.OfType<MessageSent>().Where(item => item.Message is Accept).ToList();
        Assert.Equal(["n1", "n2", "n3"], sent.Select(item => item.To).Order());
        Assert.All(sent, item => Assert.Equal(new Accept(Ballot.Fast, own), item.Message));
        Assert.Equal(["n1", "n2", "n3"], events.OfType<ReplyReceived>().Where(item => item.Reply is Accepted).Select(item => item.From).Order());
        var told = Assert.Single(events.OfType<CallEnded>());
        Assert.Equal((OutcomeKind.Decided, own, 0), (told.Outcome!.Kind, told.Outcome.Proposal, told.Outcome.Rounds));
        Assert.DoesNotContain(events, item => item is MessageSent { Message: Prepare });
        Assert.Equal(events.OrderBy(item => item.Number), events);

        var acceptor = await UntilAsync(nodes["n3"], Key(), all => all.OfType<ReplySent>().Count() == 2);
        Assert.Collection(acceptor,
            item => Assert.Equal(("n1", new Accept(Ballot.Fast, own)), (((MessageReceived)item).From, ((MessageReceived)item).Message)),
            item => Assert.Equal(("n1", new Accepted(Ballot.Fast)), (((ReplySent)item).To, ((ReplySent)item).Reply)),
            item => Assert.Equal(("n1", new Learn(own)), (((MessageReceived)item).From, ((MessageReceived)item).Message)),
            item => Assert.IsType<Learned>(((ReplySent)item).Reply));
    }

    /// <summary>Each of two proposers has its own acceptor before it hears of the other: no fast quorum is possible, and a classic round follows.</summary>
    [Fact]
    public async Task A_collision_shows_refusals_and_then_a_classic_round()
    {
        using var nodes = await StartAsync(patience: TimeSpan.FromSeconds(1));
        await WatchAllAsync(nodes, Key());
        var (ship, cancel) = (Proposal("ship"), Proposal("cancel"));
        using var fast = nodes.Hold(message => message is Accept { Ballot.IsFast: true });
        using var classic = nodes.Hold(message => message is Prepare);
        Task<Outcome>[] calls = [nodes["n1"].ProposeAsync(Key(), ship, default), nodes["n2"].ProposeAsync(Key(), cancel, default)];
        foreach (var node in new[] { "n1", "n2" })
            await UntilAsync(nodes[node], Key(), all => all.Any(item => item is ReplySent { Reply: Accepted } sent && sent.To == node));
        fast.Dispose();
        await UntilAsync(nodes["n1"], Key(), all => all.Any(item => item is ReplyReceived { From: "n2", Reply: Nack { Pair.Proposal: var held } } && held == cancel));
        await UntilAsync(nodes["n2"], Key(), all => all.Any(item => item is ReplyReceived { From: "n1", Reply: Nack { Pair.Proposal: var held } } && held == ship));
        classic.Dispose();
        var outcomes = await Task.WhenAll(calls);
        Assert.Equal(outcomes[0].Proposal, outcomes[1].Proposal);

        var everywhere = new List<TracedEvent>();
        foreach (var node in Layout.Nodes) everywhere.AddRange(await nodes[node].Trace.WatchAsync(Key(), 0, TimeSpan.Zero));
        Assert.Contains(everywhere, item => item is MessageSent { Message: Prepare });
        Assert.True(everywhere.Count(item => item is ReplySent { Reply: Promise }) >= 2);
        Assert.Contains(everywhere, item => item is MessageSent { Message: Accept { Ballot.IsFast: false } accept } && accept.Proposal == outcomes[0].Proposal);
        Assert.Equal(2, everywhere.OfType<CallEnded>().Count());
    }

    [Fact]
    public async Task What_gets_no_reply_is_lost()
    {
        using var nodes = await StartAsync();
        await WatchAllAsync(nodes, Key());
        nodes.Remove("n3");
        await DecideAsync(nodes, "n1", Key(), "ship");
        var events = await UntilAsync(nodes["n1"], Key(), all => all.OfType<CallEnded>().Any());
        Assert.Contains(events, item => item is MessageLost { To: "n3", Message: Accept { Ballot.IsFast: true } });
        Assert.DoesNotContain(events, item => item is MessageLost { To: not "n3" });
    }

    [Fact]
    public async Task Calls_that_travel_together_are_told_apart()
    {
        using var nodes = await StartAsync();
        await WatchAllAsync(nodes, Key(2));
        var (first, second) = (Proposal("ship"), Proposal("cancel"));
        await Task.WhenAll(nodes["n1"].ProposeAsync(Key(1), first, default), nodes["n1"].ProposeAsync(Key(2), second, default));
        var events = await UntilAsync(nodes["n1"], Key(2), all => all.OfType<CallEnded>().Any());
        Assert.Equal(second, Assert.Single(events.OfType<CallBegun>()).Own);
        Assert.Equal(second, Assert.Single(events.OfType<CallEnded>()).Outcome!.Proposal);
        Assert.DoesNotContain(events, item => item is MessageSent { Message: Accept { Proposal: var proposal } } && proposal == first);
    }

    [Fact]
    public async Task What_an_acceptor_holds_is_told_without_a_trace()
    {
        using var nodes = await StartAsync();
        await WatchAllAsync(nodes, Key());
        Assert.Equal(AcceptorState.Initial, await nodes["n2"].HoldsAsync(Key()));
        Assert.Empty(await nodes["n2"].Trace.WatchAsync(Key(), 0, TimeSpan.Zero));
        var own = await DecideAsync(nodes, "n1", Key(), "ship");
        await UntilAsync(nodes["n2"], Key(), all => all.Any(item => item is ReplySent { Reply: Learned }));
        Assert.Equal(own, (await nodes["n2"].HoldsAsync(Key())).Chosen);
    }

    [Fact]
    public async Task A_reader_waits_for_the_next_event_and_misses_none()
    {
        using var nodes = await StartAsync();
        var first = nodes["n1"].Trace.WatchAsync(Key(), 0, Long);
        Assert.False(first.IsCompleted);
        await DecideAsync(nodes, "n1", Key(), "ship");
        var numbers = (await first).Select(item => item.Number).ToList();
        Assert.NotEmpty(numbers);
        numbers.AddRange((await nodes["n1"].Trace.WatchAsync(Key(), numbers[^1], TimeSpan.Zero)).Select(item => item.Number));
        Assert.Equal((await nodes["n1"].Trace.WatchAsync(Key(), 0, TimeSpan.Zero)).Select(item => item.Number).Take(numbers.Count), numbers);
    }

    [Fact]
    public async Task It_is_off_again_when_nobody_has_watched_for_a_while()
    {
        var time = new FakeTimeProvider();
        using var nodes = await StartAsync(time);
        await nodes["n1"].Trace.WatchAsync(Key(), 0, TimeSpan.Zero);
        time.Advance(RoundTrace.Lease / 2);
        await nodes["n1"].Trace.WatchAsync(Key(), 0, TimeSpan.Zero);
        time.Advance(RoundTrace.Lease / 2);
        Assert.True(nodes["n1"].Trace.IsOn);
        time.Advance(2 * RoundTrace.Lease);
        Assert.False(nodes["n1"].Trace.IsOn);
    }

    [Fact]
    public async Task Numbers_rise_over_a_restart()
    {
        var time = new FakeTimeProvider();
        using var earlier = new RoundTrace(1, time);
        using var later = new RoundTrace(2, time);
        var numbers = new List<long>();
        foreach (var trace in new[] { earlier, later })
        {
            await trace.WatchAsync(Key(), 0, TimeSpan.Zero);
            trace.OnCall(Key(), null);
            numbers.Add((await trace.WatchAsync(Key(), 0, TimeSpan.Zero)).Single().Number);
        }
        Assert.True(numbers[0] < numbers[1]);
    }

    private static async Task WatchAllAsync(TestNodes nodes, RegisterKey key)
    {
        foreach (var node in Layout.Nodes) await nodes[node].Trace.WatchAsync(key, 0, TimeSpan.Zero);
    }

    private static async Task<Proposal> DecideAsync(TestNodes nodes, string node, RegisterKey key, string value)
    {
        var proposal = Proposal(value);
        Assert.Equal(proposal, (await nodes[node].ProposeAsync(key, proposal, default)).Proposal);
        return proposal;
    }

    /// <summary>All events of a register on a node, once they are as is wanted.</summary>
    private static async Task<IReadOnlyList<TracedEvent>> UntilAsync(RegisterNode node, RegisterKey key, Predicate<IReadOnlyList<TracedEvent>> wanted)
    {
        var all = new List<TracedEvent>();
        while (!wanted(all))
        {
            var more = await node.Trace.WatchAsync(key, all.Count == 0 ? 0 : all[^1].Number, Long);
            Assert.True(more.Count > 0, $"Nothing more happened on {node.Name} after {all.Count} events.");
            all.AddRange(more);
        }
        return all;
    }
}
