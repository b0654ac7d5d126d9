using Actors.Grains.Tests.Cluster;
using Actors.Log.Locks;

namespace Actors.Log.Tests;

/// <summary>Locks on real silos.</summary>
public sealed class LockClusterTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromHours(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task A_node_whose_clock_is_an_hour_ahead_takes_no_lock_early()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var holder = new LockService(cluster.Registers("n1"), TimeProvider.System);
        await using var ahead = new LockService(cluster.Registers("n2"), new SkewedTime(() => TimeSpan.Zero, timeOfDay: DateTimeOffset.UtcNow.AddHours(1.5)));
        await using var third = new LockService(cluster.Registers("n3"), TimeProvider.System);
        var held = (await holder.AcquireAsync("lock", "a", Lease, Token)).Grant!;
        foreach (var locks in new[] { ahead, third, ahead })
        {
            var refused = await locks.AcquireAsync("lock", "b", Lease, Token);
            Assert.Equal((LockOutcome.HeldByAnother, "a", held.Token), (refused.Outcome, refused.Grant!.Owner, refused.Grant.Token));
        }
        // Nor does a grant of the node that is ahead outlast its lease for the others, or end early.
        Assert.True((await holder.ReleaseAsync("lock", held.Token, Token)).Done);
        Assert.True((await ahead.AcquireAsync("lock", "c", LockService.LeaseMin, Token)).Done);
        Assert.Equal(LockOutcome.Held, (await third.AcquireAsync("lock", "d", Lease, TimeSpan.FromMinutes(2), Token)).Outcome);
    }
}
