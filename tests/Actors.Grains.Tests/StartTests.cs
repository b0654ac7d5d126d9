using Actors.Grains.Tests.Cluster;
using Actors.Paxos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.Tests;

/// <summary>The start of a silo is over when the registers serve.</summary>
public sealed class StartTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task A_silo_that_is_alone_waits_for_a_second_and_then_the_first_call_decides()
    {
        var log = new LogLines();
        await using var cluster = TestCluster.Prepare(
            configure: options =>
            {
                options.StartTimeout = Long;
                // A call that comes too early would fail at once.
                options.Proposer.NoQuorumAfter = TimeSpan.FromSeconds(1);
            },
            silo: silo => silo.Services.AddSingleton<ILoggerProvider>(log));
        var first = ProposeAsync(cluster, "n1");
        while (!first.IsCompleted && !log.All.Any(line => line.Contains("Node n1 waits for a majority: 0 nodes vote, and these do not: n1, n2, n3.", StringComparison.Ordinal))) await Task.Delay(10, Token);
        Assert.False(first.IsCompleted);
        var second = ProposeAsync(cluster, "n2");
        Assert.Equal([OutcomeKind.Decided, OutcomeKind.Decided], await Task.WhenAll(first, second));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_silo_that_stays_alone_says_after_its_bound_which_nodes_are_missing()
    {
        await using var cluster = TestCluster.Prepare(configure: options => options.StartTimeout = TimeSpan.FromMilliseconds(100));
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => cluster.StartAsync("n1"));
        Assert.Contains("n2, n3", exception.Message, StringComparison.Ordinal);
        Assert.Contains("StartTimeout", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task With_zero_it_waits_for_no_other()
    {
        await using var cluster = TestCluster.Prepare(configure: options => options.StartTimeout = TimeSpan.Zero);
        await cluster.StartAsync("n1");
    }

    private static async Task<OutcomeKind> ProposeAsync(TestCluster cluster, string node)
    {
        await cluster.StartAsync(node);
        return (await cluster.Registers(node).ProposeAsync(new RegisterKey("first"), new Proposal(ProposalId.New(), new RegisterValue(default, "")), Token)).Kind;
    }
}
