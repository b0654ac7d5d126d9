using System.Net;

namespace Actors.Clustering.Tests.Cluster;

/// <summary>Made-up silos.</summary>
internal static class Member
{
    private static int _generation;

    public static MembershipEntry New(SiloStatus status = SiloStatus.Joining, int daysAgo = 0)
    {
        var address = SiloAddress.New(IPAddress.Loopback, 12_345, Interlocked.Increment(ref _generation));
        var now = DateTime.UtcNow.AddDays(-daysAgo);
        return new MembershipEntry
        {
            SiloAddress = address,
            HostName = "host",
            SiloName = $"silo-{address.Generation}",
            Status = status,
            ProxyPort = 30_000,
            StartTime = now,
            IAmAliveTime = now,
        };
    }
}
