using System.Text;
using Actors.Engine;
using Actors.Paxos;
using Actors.Registers;
using Microsoft.Extensions.Time.Testing;

namespace Actors.ClusterClient.Tests;

/// <summary>A client as a proposer of its own, and how it finds its way when nodes are gone, or cannot be reached directly.</summary>
public sealed class ClientRegistersTests
{
    private static readonly RegisterKey Key = new("orders/1");
    private static readonly Proposal Own = Propose("ship");

    private readonly FakeTimeProvider _time = new();
    private readonly FakeNodes _nodes = new();

    private ClientRegisters Registers => field ??= new ClientRegisters(_nodes.Client, TimeSpan.FromSeconds(10), _time);

    [Fact]
    public async Task A_decision_is_one_batch_to_each_node_and_takes_no_other_node_on_the_way()
    {
        await FindAllNodesAsync();
        var outcome = await Registers.ProposeAsync(Key, Own, Cancel);
        Assert.Equal((OutcomeKind.Decided, Own, 0), (outcome.Kind, outcome.Proposal, outcome.Rounds));
        var accepts = BatchesWith<Accept>();
        Assert.Equal(["n1", "n2", "n3"], accepts.Select(batch => batch.Node).Order());
        Assert.All(accepts, batch => Assert.Equal(batch.Node, batch.Entrance));
    }

    [Fact]
    public async Task Two_clients_never_share_a_name_so_they_never_share_a_ballot()
    {
        await Registers.ProposeAsync(Key, Own, Cancel);
        await new ClientRegisters(_nodes.Client, timeProvider: _time).ReadAsync(new RegisterKey("orders/2"), Cancel);
        Assert.Equal(2, _nodes.Batches.Select(batch => batch.Request.From).Distinct().Count());
    }

    [Fact]
    public async Task Another_ones_proposal_that_was_first_wins()
    {
        await new ClientRegisters(_nodes.Client, timeProvider: _time).ProposeAsync(Key, Own, Cancel);
        Assert.Equal(Own, (await Registers.ProposeAsync(Key, Propose("cancel"), Cancel)).Proposal);
    }

    [Fact]
    public async Task Without_one_node_two_decide()
    {
        _nodes.Gone.Add("n2");
        Assert.Equal(Own, (await AdvanceAsync(Registers.ProposeAsync(Key, Own, Cancel))).Proposal);
    }

    [Fact]
    public async Task Without_two_nodes_the_call_ends_with_no_quorum_long_before_its_deadline()
    {
        _nodes.Gone.UnionWith(["n2", "n3"]);
        var began = _time.GetUtcNow();
        Assert.Equal(OutcomeKind.NoQuorum, (await AdvanceAsync(Registers.ProposeAsync(Key, Own, Cancel))).Kind);
        Assert.True(_time.GetUtcNow() - began < TimeSpan.FromSeconds(5));
        _nodes.Gone.Clear();
        Assert.Equal(Own, (await AdvanceAsync(Registers.ProposeAsync(Key, Own, Cancel))).Proposal);
    }

    [Fact]
    public async Task When_nobody_greets_there_is_no_quorum()
    {
        _nodes.Gone.UnionWith(["n1", "n2", "n3"]);
        Assert.Equal((OutcomeKind.NoQuorum, 0), await AdvanceAsync(Registers.ReadAsync(Key, Cancel)) is var outcome ? (outcome.Kind, outcome.Answered) : default);
        _nodes.Gone.Clear();
        Assert.Equal(OutcomeKind.Undecided, (await AdvanceAsync(Registers.ReadAsync(Key, Cancel))).Kind);
    }

    [Fact]
    public async Task A_node_whose_gateway_is_silent_is_reached_through_another_node_and_directly_again_when_it_answers()
    {
        await FindAllNodesAsync();
        // Without n2 there is no quorum but n1 and n3, and n1 can be reached through n3 alone.
        _nodes.Gone.Add("n2");
        _nodes.Silent.Add("n1");
        Assert.Equal(Own, (await AdvanceAsync(Registers.ProposeAsync(Key, Own, Cancel))).Proposal);
        Assert.Contains(_nodes.Batches, batch => batch is { Node: "n1", Entrance: "n3" });
        _nodes.Silent.Clear();
        for (var number = 2; _nodes.Batches.LastOrDefault(batch => batch.Node == "n1").Entrance != "n1"; number++)
        {
            await AdvanceAsync(Registers.ReadAsync(new RegisterKey($"orders/{number}"), Cancel));
            _time.Advance(TimeSpan.FromMilliseconds(100));
            Assert.True(number < 10_000, "The client never went back to n1's own lane.");
        }
    }

    [Fact]
    public async Task A_lane_that_leads_elsewhere_now_is_no_other_cluster_and_another_lane_is_found()
    {
        await FindAllNodesAsync();
        // As when the gateway of n1 has been started again: Orleans has moved its lanes to others, and only new ones lead there.
        var moved = Enumerable.Range(0, 12).Select(lane => (long)lane).ToHashSet();
        _nodes.NodeOf = lane => moved.Contains(lane) && lane % 3 == 0 ? "n2" : $"n{(lane % 3) + 1}";
        var name = _nodes.Batches[^1].Request.From;
        _nodes.ForgetBatches();
        await AdvanceAsync(Registers.ReadAsync(Key, Cancel));
        for (var number = 2; _nodes.Batches.LastOrDefault(batch => batch.Node == "n1").Entrance != "n1"; number++)
        {
            await AdvanceAsync(Registers.ReadAsync(new RegisterKey($"orders/{number}"), Cancel));
            _time.Advance(TimeSpan.FromMilliseconds(100));
            Assert.True(number < 10_000, "No other lane to n1 was found.");
        }
        Assert.Equal(name, _nodes.Batches[^1].Request.From);
    }

    [Fact]
    public async Task With_one_gateway_left_all_nodes_are_reached_through_that()
    {
        await FindAllNodesAsync();
        _nodes.NodeOf = _ => "n2";
        Assert.Equal(Own, (await AdvanceAsync(Registers.ProposeAsync(Key, Own, Cancel))).Proposal);
        _nodes.Gone.Add("n3");
        var cancel = Propose("cancel");
        Assert.Equal(cancel, (await AdvanceAsync(Registers.ProposeAsync(new RegisterKey("orders/2"), cancel, Cancel))).Proposal);
        Assert.Contains(_nodes.Batches, batch => batch is { Node: "n1", Entrance: "n2" });
    }

    [Fact]
    public async Task What_was_seen_of_a_cluster_is_not_told_to_another_one_with_the_same_names()
    {
        await FindAllNodesAsync();
        await Registers.ProposeAsync(Key, Own, Cancel);
        var name = _nodes.Batches[^1].Request.From;
        _nodes.SetUpAnew();
        _nodes.ForgetBatches();
        while ((await AdvanceAsync(Registers.ReadAsync(new RegisterKey("orders/2"), Cancel))).Kind != OutcomeKind.Undecided) { }
        var first = _nodes.Batches[0].Request;
        Assert.NotEqual(name, first.From);
        Assert.Equal(default, first.Seen);
        Assert.All(first.Heard, mark => Assert.Equal(default, mark));
    }

    [Fact]
    public async Task What_was_decided_in_a_cluster_is_not_told_of_another_one_with_the_same_names()
    {
        await Registers.ProposeAsync(Key, Own, Cancel);
        _nodes.SetUpAnew();
        while ((await AdvanceAsync(Registers.ReadAsync(new RegisterKey("orders/2"), Cancel))).Kind != OutcomeKind.Undecided) { }
        Assert.Equal(OutcomeKind.Undecided, (await AdvanceAsync(Registers.ReadAsync(Key, Cancel))).Kind);
        var cancel = Propose("cancel");
        Assert.Equal(cancel, (await AdvanceAsync(Registers.ProposeAsync(Key, cancel, Cancel))).Proposal);
    }

    [Fact]
    public async Task A_node_that_is_met_for_the_first_time_is_not_believed_to_be_of_the_same_cluster()
    {
        _nodes.Gone.Add("n2");
        await AdvanceAsync(Registers.ProposeAsync(Key, Own, Cancel));
        var name = _nodes.Batches[^1].Request.From;
        _nodes.SetUpAnew();
        _nodes.Gone.Clear();
        _nodes.ForgetBatches();
        // n2's lane would lead to n1 and n3 as well.
        while ((await AdvanceAsync(Registers.ReadAsync(new RegisterKey("orders/2"), Cancel))).Kind != OutcomeKind.Undecided) { }
        Assert.DoesNotContain(_nodes.Batches, batch => batch.Request.From == name);
    }

    [Fact]
    public async Task A_lane_that_swallows_what_it_is_given_is_left_for_the_next()
    {
        await FindAllNodesAsync();
        // n1 and n2 run, but nothing comes back from their gateways.
        _nodes.Silent.UnionWith(["n1", "n2"]);
        for (var number = 2; !_nodes.Batches.Any(batch => batch is { Node: "n1", Entrance: "n3" }); number++)
        {
            await AdvanceAsync(Registers.ReadAsync(new RegisterKey($"orders/{number}"), Cancel));
            _time.Advance(TimeSpan.FromMilliseconds(100));
            Assert.True(number < 10_000, "n1 was not reached through n3.");
        }
    }

    [Fact]
    public void A_timeout_that_no_call_could_keep_is_refused_at_once()
    {
        foreach (var timeout in new[] { TimeSpan.Zero, Timeout.InfiniteTimeSpan, TimeSpan.MaxValue })
            Assert.Throws<ArgumentOutOfRangeException>(() => new ClientRegisters(_nodes.Client, timeout, _time));
    }

    [Fact]
    public async Task When_another_session_begins_open_calls_are_of_unknown_outcome_and_waits_go_on()
    {
        await FindAllNodesAsync();
        var wait = Registers.WaitAsync(Key, Cancel);
        _nodes.SetUpAnew();
        // It finds that the nodes have other terms, and goes on trying; the next call begins another session.
        var open = Registers.ProposeAsync(new RegisterKey("orders/2"), Own, Cancel);
        await AdvanceAsync(Task.Delay(TimeSpan.FromSeconds(1), _time, Cancel).ContinueWith(_ => true, TaskScheduler.Default));
        Assert.False(open.IsCompleted);
        Assert.Equal(Own, (await AdvanceAsync(Registers.ProposeAsync(Key, Own, Cancel))).Proposal);
        Assert.Equal(OutcomeKind.Unknown, (await open).Kind);
        Assert.Equal(Own, await AdvanceAsync(wait));
    }

    [Fact]
    public async Task Nodes_are_told_what_the_client_has_seen_of_the_others()
    {
        await FindAllNodesAsync();
        await Registers.ProposeAsync(Key, Own, Cancel);
        await Registers.ReadAsync(new RegisterKey("orders/2"), Cancel);
        Assert.All(BatchesWith<Read>().TakeLast(2), batch => Assert.Equal(3, batch.Request.Heard.Count(mark => mark == new StoreMark(1, 1))));
    }

    [Fact]
    public async Task What_is_decided_is_asked_for_once_and_what_is_not_every_time()
    {
        for (var reads = 1; reads <= 2; reads++)
        {
            await Registers.ReadAsync(Key, Cancel);
            // Two of three are enough for an answer.
            while (BatchesWith<Read>().Count < 3 * reads) await Task.Yield();
            Assert.Equal(3 * reads, BatchesWith<Read>().Count);
        }
        await Registers.ProposeAsync(Key, Own, Cancel);
        var batches = _nodes.Batches.Count;
        Assert.Equal(Own, (await Registers.ReadAsync(Key, Cancel)).Proposal);
        Assert.Equal(batches, _nodes.Batches.Count);
    }

    [Fact]
    public async Task Who_waits_is_told_by_a_node_at_once()
    {
        var told = new TaskCompletionSource<Proposal?>();
        _nodes.Waits = () => told.Task;
        var wait = Registers.WaitAsync(Key, Cancel);
        Assert.False(wait.IsCompleted);
        told.SetResult(Own);
        Assert.Equal(Own, await wait);
    }

    [Fact]
    public async Task Who_waits_on_a_node_that_says_nothing_finds_out_all_the_same()
    {
        var wait = Registers.WaitAsync(Key, Cancel);
        await new ClientRegisters(_nodes.Client, timeProvider: _time).ProposeAsync(Key, Own, Cancel);
        Assert.Equal(Own, await AdvanceAsync(wait));
    }

    [Fact]
    public async Task Who_cancels_hears_so_at_once()
    {
        _nodes.Silent.UnionWith(["n1", "n2", "n3"]);
        using var cancel = new CancellationTokenSource();
        var call = Registers.ReadAsync(Key, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Proposal Propose(string value) => new(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes(value), "text/plain"));

    private List<(string Node, string Entrance, AcceptorRequest Request)> BatchesWith<TMessage>() where TMessage : AcceptorMessage =>
        [.. _nodes.Batches.Where(batch => batch.Request.Messages.Any(item => item.Message is TMessage))];

    /// <summary>Which lane leads where takes a look at some of them, in the background.</summary>
    private async Task FindAllNodesAsync()
    {
        for (var number = 0; _nodes.Batches.TakeLast(3).Count(batch => batch.Node == batch.Entrance) < 3; number++)
        {
            await AdvanceAsync(Registers.ReadAsync(new RegisterKey($"first/{number}"), Cancel));
            _time.Advance(TimeSpan.FromMilliseconds(100));
            Assert.True(number < 10_000, "Not every node was found.");
        }
        _nodes.ForgetBatches();
        await AdvanceAsync(Registers.ReadAsync(new RegisterKey("first"), Cancel));
    }

    /// <summary>The clock goes on, and what it wakes has its turn: it must not run ahead of the threads, or calls end before their answers are looked at.</summary>
    private async Task<T> AdvanceAsync<T>(Task<T> task)
    {
        for (var step = 0; !task.IsCompleted; step++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(5));
            if (step % 8 == 0) await Task.Delay(1, Cancel);
            else await Task.Yield();
            Assert.True(step < 200_000, "It did not end.");
        }
        return await task;
    }
}
