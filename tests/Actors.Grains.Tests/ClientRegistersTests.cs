using System.Reflection;
using System.Text;
using Actors.Paxos;
using Actors.Registers;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Grains.Tests;

/// <summary>What a client does when a node on the way is gone, hangs or is cut off.</summary>
public sealed class ClientRegistersTests
{
    private static readonly RegisterKey Key = new("orders/1");
    private static readonly Proposal Own = new(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes("ship"), "text/plain"));
    private static readonly Outcome Decided = new(OutcomeKind.Decided, Own, 3, 0);
    private static readonly Outcome NoQuorum = new(OutcomeKind.NoQuorum, null, 1, 1);
    private static readonly Outcome Undecided = new(OutcomeKind.Undecided, null, 2, 0);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_node_that_finds_no_quorum_may_be_cut_off_so_another_lane_is_asked()
    {
        var lanes = new Lanes(call => Task.FromResult<Outcome?>(call == 1 ? NoQuorum : Decided));
        Assert.Equal(Decided, await Registers(lanes).ProposeAsync(Key, Own, TestContext.Current.CancellationToken));
        Assert.Equal(2, lanes.Asked.Distinct().Count());
        Assert.All(lanes.Proposals, proposal => Assert.Equal(Own, proposal));
    }

    [Fact]
    public async Task When_no_lane_finds_a_quorum_the_caller_hears_so_after_three()
    {
        var lanes = new Lanes(_ => Task.FromResult<Outcome?>(NoQuorum));
        Assert.Equal(NoQuorum, await Registers(lanes).ProposeAsync(Key, Own, TestContext.Current.CancellationToken));
        Assert.Equal(3, lanes.Asked.Count);
    }

    [Fact]
    public async Task A_node_that_hangs_is_given_up_long_before_the_deadline()
    {
        // The first two are the call and its hedge.
        var lanes = new Lanes(call => call <= 2 ? new TaskCompletionSource<Outcome?>().Task : Answer(Decided));
        var call = Registers(lanes, timeout: TimeSpan.FromHours(1)).ProposeAsync(Key, Own, TestContext.Current.CancellationToken);
        await AdvanceUntilAsync(call);
        Assert.Equal(Decided, await call);
        Assert.All(lanes.Proposals, proposal => Assert.Equal(Own, proposal));
    }

    [Fact]
    public async Task A_proposal_that_ran_out_of_time_is_of_unknown_outcome()
    {
        var lanes = new Lanes(_ => Task.FromException<Outcome?>(new SiloUnavailableException("gone")));
        var call = Registers(lanes, timeout: TimeSpan.FromSeconds(5)).ProposeAsync(Key, Own, TestContext.Current.CancellationToken);
        while (!call.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
        }
        Assert.Equal(OutcomeKind.Unknown, (await call).Kind);
        Assert.True(lanes.Asked.Distinct().Count() > 1);
    }

    [Fact]
    public async Task What_is_decided_is_asked_for_once()
    {
        var lanes = new Lanes(_ => Task.FromResult<Outcome?>(Decided));
        var registers = Registers(lanes);
        await registers.ProposeAsync(Key, Own, TestContext.Current.CancellationToken);
        var again = await registers.ReadAsync(Key, TestContext.Current.CancellationToken);
        Assert.Equal((OutcomeKind.Decided, Own), (again.Kind, again.Proposal));
        Assert.Single(lanes.Asked);
    }

    [Fact]
    public async Task What_is_undecided_is_asked_for_every_time()
    {
        var lanes = new Lanes(_ => Task.FromResult<Outcome?>(new Outcome(OutcomeKind.Undecided, null, 2, 0)));
        var registers = Registers(lanes);
        for (var i = 0; i < 3; i++) Assert.Equal(OutcomeKind.Undecided, (await registers.ReadAsync(Key, TestContext.Current.CancellationToken)).Kind);
        Assert.Equal(3, lanes.Asked.Count);
    }

    [Fact]
    public async Task Calls_that_wait_behind_others_travel_together_and_a_straggler_is_asked_for_again_by_itself()
    {
        var gate = new TaskCompletionSource<Outcome?>();
        // The first goes at once; the rest waits, and of its batch every call is left open the first time.
        var lanes = new Lanes(call => call switch { 1 => gate.Task, 2 => Answer(null), _ => Answer(Undecided) });
        var registers = Registers(lanes);
        var calls = KeysOfOneLane(10).Select(key => registers.ReadAsync(key, TestContext.Current.CancellationToken)).ToArray();
        Assert.Single(lanes.Asked);
        gate.SetResult(Undecided);
        Assert.All(await Task.WhenAll(calls), outcome => Assert.Equal(OutcomeKind.Undecided, outcome.Kind));
        Assert.Equal(9, lanes.BatchSizes[1]);
        Assert.Equal(9, lanes.BatchSizes.Skip(2).Count(size => size == 1 && lanes.Asked[0] == lanes.Asked[1]));
    }

    [Fact]
    public async Task Whoever_waits_behind_a_lost_batch_is_sent_elsewhere_too()
    {
        var gate = new TaskCompletionSource<Outcome?>();
        var lanes = new Lanes(call => call == 1 ? gate.Task : Answer(Undecided));
        var registers = Registers(lanes);
        var calls = KeysOfOneLane(10).Select(key => registers.ReadAsync(key, TestContext.Current.CancellationToken)).ToArray();
        gate.SetException(new SiloUnavailableException("gone"));
        await Task.WhenAll(calls[1..]);
        Assert.NotEqual(lanes.Asked[0], lanes.Asked[1]);
        await AdvanceUntilAsync(calls[0]);
        Assert.All(lanes.Asked.Skip(1), lane => Assert.NotEqual(lanes.Asked[0], lane));
    }

    [Fact]
    public async Task When_a_lane_is_late_a_second_one_is_asked_once_and_whoever_is_first_wins()
    {
        var lanes = new Lanes(call => call == 2 ? Answer(Decided) : new TaskCompletionSource<Outcome?>().Task);
        var call = Registers(lanes, timeout: TimeSpan.FromHours(1)).ProposeAsync(Key, Own, TestContext.Current.CancellationToken);
        await AdvanceUntilAsync(call);
        Assert.Equal(Decided, await call);
        Assert.Equal(2, lanes.Asked.Distinct().Count());
        Assert.All(lanes.Proposals, proposal => Assert.Equal(Own, proposal));
        Assert.True(_time.GetUtcNow() - _time.Start < TimeSpan.FromMilliseconds(100), "The second lane was asked too late.");
    }

    [Fact]
    public async Task A_slow_cluster_is_asked_twice_for_a_call_and_not_ever_more_often()
    {
        var lanes = new Lanes(_ => new TaskCompletionSource<Outcome?>().Task);
        _ = Registers(lanes, timeout: TimeSpan.FromHours(1)).ProposeAsync(Key, Own, TestContext.Current.CancellationToken);
        // Short of the time after which an attempt counts as lost.
        while (_time.GetUtcNow() - _time.Start < TimeSpan.FromSeconds(2.9)) await StepAsync();
        Assert.Equal(2, lanes.Asked.Count);
    }

    [Fact]
    public async Task Where_all_nodes_are_slow_slow_is_usual_and_calls_are_sent_once()
    {
        var lanes = new Lanes(_ => AfterAsync(TimeSpan.FromMilliseconds(60)));
        var registers = Registers(lanes, timeout: TimeSpan.FromHours(1));
        var keys = KeysOfOneLane(200);
        foreach (var key in keys[..150]) await AdvanceUntilAsync(registers.ReadAsync(key, TestContext.Current.CancellationToken));
        var asked = lanes.Asked.Count;
        Assert.True(asked > 150);
        foreach (var key in keys[150..]) await AdvanceUntilAsync(registers.ReadAsync(key, TestContext.Current.CancellationToken));
        Assert.Equal(50, lanes.Asked.Count - asked);
    }

    [Fact]
    public async Task A_late_lane_is_left_alone_but_for_a_call_now_and_then_until_it_answers()
    {
        var late = new TaskCompletionSource<Outcome?>();
        long? slow = null;
        var lanes = new Lanes((_, lane) => lane == (slow ??= lane) && !late.Task.IsCompleted ? late.Task : Answer(Undecided));
        var registers = Registers(lanes, timeout: TimeSpan.FromHours(1));
        var keys = KeysOfOneLane(50);
        await AdvanceUntilAsync(registers.ReadAsync(keys[0], TestContext.Current.CancellationToken));
        foreach (var key in keys[1..20]) await registers.ReadAsync(key, TestContext.Current.CancellationToken);
        Assert.Equal(1, lanes.Asked.Count(lane => lane == slow));
        while (lanes.Asked.Count(lane => lane == slow) < 2)
        {
            await StepAsync();
            await AdvanceUntilAsync(registers.ReadAsync(keys[20], TestContext.Current.CancellationToken));
            Assert.True(_time.GetUtcNow() - _time.Start < TimeSpan.FromSeconds(10), "The late lane was never tried again.");
        }
        late.SetResult(Undecided);
        var asked = lanes.Asked.Count;
        foreach (var key in keys[21..]) await registers.ReadAsync(key, TestContext.Current.CancellationToken);
        Assert.All(lanes.Asked.Skip(asked), lane => Assert.Equal(slow, lane));
    }

    [Fact]
    public async Task A_lane_whose_node_finds_no_quorum_is_left_alone()
    {
        long? cut = null;
        var lanes = new Lanes((_, lane) => Answer(lane == (cut ??= lane) ? NoQuorum : Undecided));
        var registers = Registers(lanes);
        foreach (var key in KeysOfOneLane(20)) await registers.ReadAsync(key, TestContext.Current.CancellationToken);
        Assert.Equal(1, lanes.Asked.Count(lane => lane == cut));
    }

    [Fact]
    public async Task Who_cancels_hears_so_at_once()
    {
        using var cancel = new CancellationTokenSource();
        var call = Registers(new Lanes(_ => new TaskCompletionSource<Outcome?>().Task)).ReadAsync(Key, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => call);
    }

    private async Task<Outcome?> AfterAsync(TimeSpan time)
    {
        var over = new TaskCompletionSource();
        await using var timer = _time.CreateTimer(_ => over.TrySetResult(), null, time, Timeout.InfiniteTimeSpan);
        await over.Task;
        return Undecided;
    }

    private static Task<Outcome?> Answer(Outcome? outcome) => Task.FromResult(outcome);

    private static RegisterKey[] KeysOfOneLane(int count) =>
        [.. Enumerable.Range(0, 100_000).Select(i => new RegisterKey($"k{i}")).Where(key => (uint)key.GetHashCode() % IProposerGrain.LaneCount == 0).Take(count)];

    private async Task StepAsync()
    {
        _time.Advance(TimeSpan.FromMilliseconds(5));
        await Task.Yield();
    }

    private async Task AdvanceUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            await StepAsync();
            Assert.True(_time.GetUtcNow() - _time.Start < TimeSpan.FromMinutes(30), "It did not end.");
        }
    }

    private ClientRegisters Registers(Lanes lanes, TimeSpan? timeout = null) => new(lanes.Client, timeout, _time);

    /// <summary>A client whose proposer grains answer as they are told, by the number of the call.</summary>
    private sealed class Lanes(Func<int, long, Task<Outcome?>> answer)
    {
        public Lanes(Func<int, Task<Outcome?>> answer) : this((call, _) => answer(call))
        {
        }

        public List<long> Asked { get; } = [];

        public List<int> BatchSizes { get; } = [];

        public List<Proposal> Proposals { get; } = [];

        public IGrainFactory Client => Fake<IGrainFactory>((_, arguments) => Lane((long)arguments[0]!));

        private IProposerGrain Lane(long lane) => Fake<IProposerGrain>((_, arguments) =>
        {
            var calls = CallCodec.DecodeCalls((byte[])arguments[0]!);
            lock (Asked)
            {
                Asked.Add(lane);
                BatchSizes.Add(calls.Length);
                Proposals.AddRange(calls.Select(call => call.Own!));
                return EncodeAsync(calls, answer(Asked.Count, lane));
            }
        });

        private static async Task<byte[]> EncodeAsync(RegisterCall[] calls, Task<Outcome?> outcome)
        {
            var same = await outcome;
            return CallCodec.Encode(calls, [.. calls.Select(_ => same)]);
        }

        private static T Fake<T>(Func<MethodInfo, object?[], object?> handler) where T : class
        {
            var fake = DispatchProxy.Create<T, Proxy>();
            ((Proxy)(object)fake).Handler = handler;
            return fake;
        }
    }

    public class Proxy : DispatchProxy
    {
        public Func<MethodInfo, object?[], object?> Handler { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Handler(targetMethod!, args!);
    }
}
