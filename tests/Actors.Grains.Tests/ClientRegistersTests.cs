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
        var lanes = new Lanes(call => call == 1 ? new TaskCompletionSource<Outcome?>().Task : Task.FromResult<Outcome?>(Decided));
        var call = Registers(lanes, timeout: TimeSpan.FromHours(1)).ProposeAsync(Key, Own, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.Single(lanes.Asked);
        while (!call.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Yield();
            Assert.True(_time.GetUtcNow() - _time.Start < TimeSpan.FromMinutes(30), "The hanging node was not given up.");
        }
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
        // The first two go at once; the rest waits, and of its batch every call is left open the first time.
        var lanes = new Lanes(call => call <= 2 ? gate.Task : Task.FromResult<Outcome?>(call == 3 ? null : new Outcome(OutcomeKind.Undecided, null, 2, 0)));
        var lane = new Lane(lanes.Client.GetGrain<IProposerGrain>(7), TimeSpan.FromSeconds(3), _time);
        var calls = Enumerable.Range(0, 10).Select(i => lane.CallAsync(new RegisterCall(new RegisterKey($"k{i}"), null))).ToArray();
        Assert.Equal(2, lanes.Asked.Count);
        gate.SetResult(Decided with { Kind = OutcomeKind.NoQuorum });
        Assert.All((await Task.WhenAll(calls)).Skip(2), outcome => Assert.Equal(OutcomeKind.Undecided, outcome.Kind));
        Assert.Equal(2 + 1 + 8, lanes.Asked.Count);
    }

    [Fact]
    public async Task Whoever_waits_behind_a_lost_batch_is_sent_elsewhere_too()
    {
        var gate = new TaskCompletionSource<Outcome?>();
        var lanes = new Lanes(_ => gate.Task);
        var lane = new Lane(lanes.Client.GetGrain<IProposerGrain>(7), TimeSpan.FromSeconds(3), _time);
        var calls = Enumerable.Range(0, 10).Select(i => lane.CallAsync(new RegisterCall(new RegisterKey($"k{i}"), null))).ToArray();
        gate.SetException(new SiloUnavailableException("gone"));
        foreach (var call in calls) await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
        Assert.Equal(2, lanes.Asked.Count);
    }

    private ClientRegisters Registers(Lanes lanes, TimeSpan? timeout = null) => new(lanes.Client, timeout, _time);

    /// <summary>A client whose proposer grains answer as they are told, by the number of the call.</summary>
    private sealed class Lanes(Func<int, Task<Outcome?>> answer)
    {
        public List<long> Asked { get; } = [];

        public List<Proposal> Proposals { get; } = [];

        public IGrainFactory Client => Fake<IGrainFactory>((_, arguments) => Lane((long)arguments[0]!));

        private IProposerGrain Lane(long lane) => Fake<IProposerGrain>((_, arguments) =>
        {
            var calls = CallCodec.DecodeCalls((byte[])arguments[0]!);
            lock (Asked)
            {
                Asked.Add(lane);
                Proposals.AddRange(calls.Select(call => call.Own!));
                return EncodeAsync(calls, answer(Asked.Count));
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
