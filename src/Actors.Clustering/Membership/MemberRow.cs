using Actors.Engine.Tables;

namespace Actors.Clustering.Membership;

/// <summary>
/// A silo's row, as the registers keep it. <c>ChangedAt</c> is the table version that wrote it: its etag, unique because a version is
/// written once.
/// </summary>
internal sealed record MemberRow(
    SiloAddress Silo,
    SiloStatus Status,
    string Name,
    string Host,
    int ProxyPort,
    string? Role,
    int UpdateZone,
    int FaultZone,
    DateTime Started,
    DateTime Alive,
    IReadOnlyList<MemberSuspicion>? Suspicions,
    int ChangedAt) : IVersionedRow<SiloAddress>
{
    SiloAddress IVersionedRow<SiloAddress>.Key => Silo;

    public static MemberRow Of(MembershipEntry entry, int version) => new(
        entry.SiloAddress, entry.Status, entry.SiloName, entry.HostName, entry.ProxyPort, entry.RoleName, entry.UpdateZone, entry.FaultZone,
        entry.StartTime, entry.IAmAliveTime, entry.SuspectTimes?.ConvertAll(suspect => new MemberSuspicion(suspect.Item1, suspect.Item2)), version);

    /// <param name="started">When the silo started.</param>
    /// <param name="alive">When it last said that it is alive.</param>
    /// <param name="seen">When this row was seen first: no suspicion is later.</param>
    public MembershipEntry ToEntry(DateTime started, DateTime alive, DateTime seen) => new()
    {
        SiloAddress = Silo,
        Status = Status,
        SiloName = Name,
        HostName = Host,
        ProxyPort = ProxyPort,
        RoleName = Role,
        UpdateZone = UpdateZone,
        FaultZone = FaultZone,
        StartTime = started,
        IAmAliveTime = alive,
        SuspectTimes = Suspicions?.Select(suspicion => Tuple.Create(suspicion.By, suspicion.At < seen ? suspicion.At : seen)).ToList(),
    };
}
