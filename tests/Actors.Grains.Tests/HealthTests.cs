using System.Collections.Immutable;
using Actors.Grains.Health;
using Actors.Grains.Hosting;
using Actors.Grains.Placement;
using Actors.Grains.Tests.Cluster;
using Actors.Paxos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;

namespace Actors.Grains.Tests;

/// <summary>The health checks that an application adds to its own silo.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_node_is_healthy_whatever_the_others_do_and_the_quorum_only_with_them()
    {
        await using var cluster = await StartAsync();
        await EventuallyAsync(cluster, HealthStatus.Healthy, HealthStatus.Healthy);
        await cluster.StopAsync("n2", abruptly: true);
        await EventuallyAsync(cluster, HealthStatus.Healthy, HealthStatus.Healthy);
        await cluster.StopAsync("n3", abruptly: true);
        await EventuallyAsync(cluster, HealthStatus.Healthy, HealthStatus.Degraded);
        Assert.Contains("n2, n3 did not answer node n1", (await CheckAsync(cluster, "quorum")).Description, StringComparison.Ordinal);
        await cluster.StartAsync("n2");
        await EventuallyAsync(cluster, HealthStatus.Healthy, HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_node_that_refuses_to_vote_is_not_healthy_and_the_quorum_of_the_others_is()
    {
        await using var cluster = await StartAsync();
        var disk = cluster.Disks["n1"];
        var (states, sequence) = (disk.Durable.ToDictionary(), disk.Sequence);
        await Eventually.IsAsync("two decisions beyond the copy", async () =>
        {
            await cluster.Registers("n2").ProposeAsync(new RegisterKey($"{Guid.NewGuid()}"), new Proposal(ProposalId.New(), new RegisterValue(default, "text/plain")));
            return disk.Sequence > sequence + 1;
        });
        await cluster.StopAsync("n1");
        disk.Restore(states, sequence);
        await cluster.StartAsync("n1");
        await EventuallyAsync(cluster, HealthStatus.Unhealthy, HealthStatus.Healthy);
        await Eventually.IsAsync("it says why", async () =>
            (await CheckAsync(cluster, "node")).Description is { } problem
            && problem.StartsWith("Node n1 does not vote: ", StringComparison.Ordinal) && problem.Contains("put back from an older copy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_node_that_membership_does_not_call_active_is_not_healthy()
    {
        await using var cluster = await StartAsync();
        var check = new NodeHealthCheck(cluster.Services("n1").GetRequiredService<WriteOnceNode>(), new LiveNodes(new NobodyActive()));
        var result = await check.CheckHealthAsync(Context(check));
        Assert.Equal((HealthStatus.Degraded, "Node n1 is not an active member of the cluster."), (result.Status, result.Description));
    }

    [Fact]
    public async Task The_quorum_is_asked_for_at_most_once_a_second()
    {
        await using var cluster = await StartAsync();
        var time = new FakeTimeProvider();
        var check = new QuorumHealthCheck(cluster.Services("n1").GetRequiredService<WriteOnceNode>(), time);
        Assert.Equal(HealthStatus.Healthy, (await check.CheckHealthAsync(Context(check))).Status);
        foreach (var node in new[] { "n2", "n3" }) await cluster.StopAsync(node, abruptly: true);
        Assert.Equal(HealthStatus.Healthy, (await check.CheckHealthAsync(Context(check))).Status);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HealthStatus.Degraded, (await check.CheckHealthAsync(Context(check))).Status);
    }

    [Fact]
    public async Task A_host_that_has_not_started_is_not_healthy()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddHealthChecks().AddWriteOnceNode().AddWriteOnceQuorum();
        builder.UseOrleans(silo => silo.UseLocalhostClustering().Configure<SiloOptions>(options => options.SiloName = "n1").AddWriteOnce(_ => new Disk().Open(), options =>
        {
            foreach (var node in new[] { "n1", "n2", "n3" }) options.Nodes.Add(node);
        }));
        using var host = builder.Build();
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(["node", "quorum"], report.Entries.Keys.Order());
        Assert.All(report.Entries.Values, entry => Assert.Equal((HealthStatus.Unhealthy, "Node n1 has not started yet, or is stopping."), (entry.Status, entry.Description)));
    }

    private static HealthCheckContext Context(IHealthCheck check) => new() { Registration = new("check", check, HealthStatus.Degraded, null) };

    private static Task<TestCluster> StartAsync() => TestCluster.StartAsync(
        silo: silo => silo.Services.AddHealthChecks().AddWriteOnceNode().AddWriteOnceQuorum(HealthStatus.Degraded));

    private static async Task<HealthReportEntry> CheckAsync(TestCluster cluster, string check) =>
        (await cluster.Health("n1").CheckHealthAsync(registration => registration.Name == check)).Entries[check];

    private static Task EventuallyAsync(TestCluster cluster, HealthStatus node, HealthStatus quorum) => Eventually.IsAsync($"n1 is {node}, the quorum {quorum}", async () =>
        ((await CheckAsync(cluster, "node")).Status, (await CheckAsync(cluster, "quorum")).Status) == (node, quorum));

    private sealed class NobodyActive : IClusterMembershipService
    {
        public ClusterMembershipSnapshot CurrentSnapshot { get; } = new(ImmutableDictionary<SiloAddress, ClusterMember>.Empty, new(1));

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

        public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();
    }
}
