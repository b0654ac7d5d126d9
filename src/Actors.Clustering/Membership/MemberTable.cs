using System.Globalization;

namespace Actors.Clustering.Membership;

/// <summary>One version of the membership table. Never changes; each change makes the next version.</summary>
/// <param name="Version">0 for the empty table that every cluster begins with.</param>
/// <param name="Rows">One for each silo.</param>
internal sealed record MemberTable(int Version, IReadOnlyList<MemberRow> Rows)
{
    public static readonly MemberTable Empty = new(0, []);

    /// <summary>Unique, for a version is written once.</summary>
    public TableVersion OrleansVersion => new(Version, ETag(Version));

    /// <summary>Whether <paramref name="next"/> was derived from this version and from no other.</summary>
    public bool Precedes(TableVersion next) => next.Version == Version + 1 && next.VersionEtag == ETag(Version);

    public MemberRow? Find(SiloAddress silo) => Rows.FirstOrDefault(row => row.Silo.Equals(silo));

    /// <summary>The next version with one more row; null if the silo has one.</summary>
    public MemberTable? Insert(MembershipEntry entry) =>
        Find(entry.SiloAddress) is null ? new(Version + 1, [.. Rows, MemberRow.Of(entry, Version + 1)]) : null;

    /// <summary>The next version with one row replaced; null if it is not there or has another etag.</summary>
    public MemberTable? Replace(MembershipEntry entry, string etag) =>
        Find(entry.SiloAddress) is { } old && ETag(old.ChangedAt) == etag
            ? new(Version + 1, [.. Rows.Select(row => row == old ? MemberRow.Of(entry, Version + 1) : row)])
            : null;

    /// <summary>The next version without some rows; null if there are no such rows.</summary>
    public MemberTable? Remove(Func<MemberRow, bool> condition) =>
        Rows.Any(condition) ? new(Version + 1, [.. Rows.Where(row => !condition(row))]) : null;

    public MembershipTableData ToData(Func<SiloAddress, DateTime?> alive) =>
        new([.. Rows.Select(row => Tuple.Create(row.ToEntry(alive(row.Silo)), ETag(row.ChangedAt)))], OrleansVersion);

    private static string ETag(int version) => version.ToString(CultureInfo.InvariantCulture);
}
