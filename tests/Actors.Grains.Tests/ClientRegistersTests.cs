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
        var lanes = new Lanes(call => Task.FromResult(call == 1 ? NoQuorum : Decided));
        Assert.Equal(Decided, await Registers(lanes).ProposeAsync(Key, Own, TestContext.Current.CancellationToken));
        Assert.Equal(2, lanes.Asked.Distinct().Count());
        Assert.All(lanes.Proposals, proposal => Assert.Equal(Own, proposal));
    }

    [Fact]
    public async Task When_no_lane_finds_a_quorum_the_caller_hears_so_after_three()
    {
        var lanes = new Lanes(_ => Task.FromResult(NoQuorum));
        Assert.Equal(NoQuorum, await Registers(lanes).ProposeAsync(Key, Own, TestContext.Current.CancellationToken));
        Assert.Equal(3, lanes.Asked.Count);
    }

    [Fact]
    public async Task A_node_that_hangs_is_given_up_long_before_the_deadline()
    {
        var lanes = new Lanes(call => call == 1 ? new TaskCompletionSource<Outcome>().Task : Task.FromResult(Decided));
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
        var lanes = new Lanes(_ => Task.FromException<Outcome>(new SiloUnavailableException("gone")));
        var call = Registers(lanes, timeout: TimeSpan.FromSeconds(5)).ProposeAsync(Key, Own, TestContext.Current.CancellationToken);
        while (!call.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
        }
        Assert.Equal(OutcomeKind.Unknown, (await call).Kind);
        Assert.True(lanes.Asked.Distinct().Count() > 1);
    }

    private ClientRegisters Registers(Lanes lanes, TimeSpan? timeout = null) => new(lanes.Client, timeout, _time);

    /// <summary>A client whose proposer grains answer as they are told, by the number of the call.</summary>
    private sealed class Lanes(Func<int, Task<Outcome>> answer)
    {
        public List<long> Asked { get; } = [];

        public List<Proposal> Proposals { get; } = [];

        public IGrainFactory Client => Fake<IGrainFactory>((_, arguments) => Lane((long)arguments[0]!));

        private IProposerGrain Lane(long lane) => Fake<IProposerGrain>((_, arguments) =>
        {
            Asked.Add(lane);
            Proposals.Add((Proposal)arguments[1]!);
            return answer(Asked.Count);
        });

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
