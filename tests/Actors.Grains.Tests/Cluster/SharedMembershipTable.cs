namespace Actors.Grains.Tests.Cluster;

/// <summary>A membership table for silos of one process, so that any of them can be stopped, the first included.</summary>
public sealed class SharedMembershipTable : IMembershipTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SiloAddress, (MembershipEntry Entry, string ETag)> _rows = [];
    private int _version;

    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

    public Task DeleteMembershipTableEntries(string clusterId)
    {
        lock (_lock) _rows.Clear();
        return Task.CompletedTask;
    }

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Task.CompletedTask;

    public Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        lock (_lock)
            return Task.FromResult(_rows.TryGetValue(key, out var row)
                ? new MembershipTableData(Tuple.Create(Copy(row.Entry), row.ETag), Version)
                : new MembershipTableData(Version));
    }

    public Task<MembershipTableData> ReadAll()
    {
        lock (_lock)
            return Task.FromResult(new MembershipTableData([.. _rows.Values.Select(row => Tuple.Create(Copy(row.Entry), row.ETag))], Version));
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion)
    {
        lock (_lock) return Task.FromResult(!_rows.ContainsKey(entry.SiloAddress) && Store(entry, tableVersion));
    }

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion)
    {
        lock (_lock)
            return Task.FromResult(_rows.TryGetValue(entry.SiloAddress, out var row) && row.ETag == etag && Store(entry, tableVersion));
    }

    public Task UpdateIAmAlive(MembershipEntry entry)
    {
        lock (_lock)
            if (_rows.TryGetValue(entry.SiloAddress, out var row)) row.Entry.IAmAliveTime = entry.IAmAliveTime;
        return Task.CompletedTask;
    }

    private TableVersion Version => new(_version, _version.ToString());

    private bool Store(MembershipEntry entry, TableVersion version)
    {
        if (version.Version != _version + 1 || version.VersionEtag != _version.ToString()) return false;
        _version++;
        _rows[entry.SiloAddress] = (Copy(entry), Guid.NewGuid().ToString());
        return true;
    }

    private static MembershipEntry Copy(MembershipEntry entry) => new()
    {
        SiloAddress = entry.SiloAddress,
        Status = entry.Status,
        SuspectTimes = entry.SuspectTimes is null ? null : [.. entry.SuspectTimes],
        ProxyPort = entry.ProxyPort,
        HostName = entry.HostName,
        SiloName = entry.SiloName,
        RoleName = entry.RoleName,
        UpdateZone = entry.UpdateZone,
        FaultZone = entry.FaultZone,
        StartTime = entry.StartTime,
        IAmAliveTime = entry.IAmAliveTime,
    };
}
