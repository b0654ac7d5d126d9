using Actors.Clustering.Nodes;

namespace Actors.Clustering.Membership;

/// <summary>
/// Orleans' membership table over write-once registers. Each change is a new version, and each version is written by exactly one silo; a majority
/// of the nodes is all it needs. Nothing is ever changed in place but the heartbeats, which are in no register.
/// </summary>
internal sealed class WriteOnceMembershipTable(ClusterNode node) : IMembershipTable
{
    public Task InitializeMembershipTable(bool tryInitTableVersion) => InitializeMembershipTableAsync(tryInitTableVersion, default);

    public Task<MembershipTableData> ReadAll() => ReadAllAsync(default);

    public Task<MembershipTableData> ReadRow(SiloAddress key) => ReadRowAsync(key, default);

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => InsertRowAsync(entry, tableVersion, default);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => UpdateRowAsync(entry, etag, tableVersion, default);

    public Task UpdateIAmAlive(MembershipEntry entry) => UpdateIAmAliveAsync(entry, default);

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => CleanupDefunctSiloEntriesAsync(beforeDate, default);

    public Task DeleteMembershipTableEntries(string clusterId) => DeleteMembershipTableEntriesAsync(clusterId, default);

    /// <summary>Waits for the node, should it not run already.</summary>
    public Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken) => node.StartAsync(cancellationToken);

    public async Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken)
    {
        var latest = await node.Versions.LatestAsync(cancellationToken);
        node.Heartbeats.Meet(latest);
        return latest.ToData(node.Heartbeats);
    }

    public async Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken)
    {
        var latest = await node.Versions.LatestAsync(cancellationToken);
        node.Heartbeats.Meet(latest);
        return latest.Only(key).ToData(node.Heartbeats);
    }

    public async Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken) =>
        await PredecessorAsync(tableVersion, cancellationToken) is { } table
        && table.Insert(entry) is { } next
        && await TryAppendAsync(next, cancellationToken);

    public async Task<bool> UpdateRowAsync(MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken) =>
        await PredecessorAsync(tableVersion, cancellationToken) is { } table
        && table.Replace(entry, etag) is { } next
        && await TryAppendAsync(next, cancellationToken);

    public Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken) =>
        node.BeatAsync(entry.SiloAddress, cancellationToken);

    /// <summary>Removes the rows of silos that are not active and were last alive before a date. The versions that had them remain.</summary>
    public Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken) =>
        ChangeAsync(node.Versions, table => table.Remove(row => row.Status != SiloStatus.Active && LastSeen(table, row) < beforeDate.UtcDateTime), cancellationToken);

    /// <summary>Ends a cluster: its latest version is an empty one. Registers cannot be taken back, so the version number stays.</summary>
    public Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken) =>
        ChangeAsync(node.VersionsOf(clusterId), table => table.Remove(_ => true), cancellationToken);

    /// <summary>The version that the caller has read, if it is still the latest that this node knows; the register decides in the end.</summary>
    private async Task<MemberTable?> PredecessorAsync(TableVersion next, CancellationToken cancellationToken)
    {
        var table = node.Versions.Known;
        if (table.Version + 1 < next.Version) table = await node.Versions.LatestAsync(cancellationToken);
        return table.Precedes(next) ? table : null;
    }

    /// <summary>The silos of a version that this node has written are met with it: their heartbeats may come before it reads the table again.</summary>
    private async Task<bool> TryAppendAsync(MemberTable next, CancellationToken cancellationToken)
    {
        if (!await node.Versions.TryAppendAsync(next, cancellationToken)) return false;
        node.Heartbeats.Meet(next);
        return true;
    }

    private static async Task ChangeAsync(TableVersions versions, Func<MemberTable, MemberTable?> change, CancellationToken cancellationToken)
    {
        while (change(await versions.LatestAsync(cancellationToken)) is { } next)
            if (await versions.TryAppendAsync(next, cancellationToken)) return;
    }

    private DateTime LastSeen(MemberTable table, MemberRow row)
    {
        node.Heartbeats.Meet(table);
        return node.Heartbeats.Translate(row).IAmAliveTime;
    }
}
