using Actors.Clustering.Nodes;

namespace Actors.Clustering.Membership;

/// <summary>
/// Orleans' membership table over write-once registers. Each change is a new version, and each version is written by exactly one silo; a majority
/// of the nodes is all it needs. Nothing is ever changed in place but the heartbeats, which are in no register.
/// </summary>
internal sealed class WriteOnceMembershipTable(ClusterNode node) : IMembershipTable
{
    /// <summary>Waits for the node: it runs before the silo asks for its membership.</summary>
    public Task InitializeMembershipTable(bool tryInitTableVersion) => node.StartAsync(CancellationToken.None);

    public async Task<MembershipTableData> ReadAll()
    {
        var latest = await node.Versions.LatestAsync(CancellationToken.None);
        node.Heartbeats.Forget(latest);
        return latest.ToData(node.Heartbeats.Of);
    }

    public async Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        var latest = await node.Versions.LatestAsync(CancellationToken.None);
        return (latest with { Rows = [.. latest.Rows.Where(row => row.Silo.Equals(key))] }).ToData(node.Heartbeats.Of);
    }

    public async Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        await PredecessorAsync(tableVersion) is { } table && table.Insert(entry) is { } next && await AppendAsync(next);

    public async Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        await PredecessorAsync(tableVersion) is { } table && table.Replace(entry, etag) is { } next && await AppendAsync(next);

    public Task UpdateIAmAlive(MembershipEntry entry) => node.BeatAsync(entry.SiloAddress, entry.IAmAliveTime);

    /// <summary>Removes the rows of silos that are not active and were last alive before a date. The versions that had them remain.</summary>
    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => ChangeAsync(node.Versions, table => table.Remove(row =>
        row.Status != SiloStatus.Active && LastSeen(row.ToEntry(node.Heartbeats.Of(row.Silo))) < beforeDate.UtcDateTime));

    /// <summary>Ends a cluster: its latest version is an empty one. Registers cannot be taken back, so the version number stays.</summary>
    public Task DeleteMembershipTableEntries(string clusterId) => ChangeAsync(node.VersionsOf(clusterId), table => table.Remove(_ => true));

    /// <summary>The version that the caller has read, if it is still the latest that this node knows; the register decides in the end.</summary>
    private async Task<MemberTable?> PredecessorAsync(TableVersion next)
    {
        var table = node.Versions.Known;
        if (table.Version + 1 < next.Version) table = await node.Versions.LatestAsync(CancellationToken.None);
        return table.Precedes(next) ? table : null;
    }

    private Task<bool> AppendAsync(MemberTable next) => node.Versions.TryAppendAsync(next, CancellationToken.None);

    private static async Task ChangeAsync(TableVersions versions, Func<MemberTable, MemberTable?> change)
    {
        while (change(await versions.LatestAsync(CancellationToken.None)) is { } next)
            if (await versions.TryAppendAsync(next, CancellationToken.None)) return;
    }

    private static DateTime LastSeen(MembershipEntry entry) => entry.StartTime > entry.IAmAliveTime ? entry.StartTime : entry.IAmAliveTime;
}
