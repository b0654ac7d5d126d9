using System.Net;
using Actors.Engine.Tables;

namespace Actors.Clustering.Membership;

/// <summary>One version of the membership table, as Orleans sees it. The rules are the <see cref="VersionedTable{TKey, TRow}"/>'s.</summary>
internal sealed record MemberTable(VersionedTable<SiloAddress, MemberRow> Table)
{
    public static readonly MemberTable Empty = new(VersionedTable<SiloAddress, MemberRow>.Empty);

    /// <param name="version">0 for the empty table that every cluster begins with.</param>
    /// <param name="rows">One for each silo.</param>
    public MemberTable(int version, IReadOnlyList<MemberRow> rows) : this(new VersionedTable<SiloAddress, MemberRow>(version, rows)) { }

    public int Version => Table.Version;

    public IReadOnlyList<MemberRow> Rows => Table.Rows;

    public TableVersion OrleansVersion => new(Version, Table.ETag);

    /// <summary>Whether <paramref name="next"/> was derived from this version and from no other.</summary>
    public bool Precedes(TableVersion next) => Table.Precedes(next.Version, next.VersionEtag);

    public MemberRow? Find(SiloAddress silo) => Table.Find(silo);

    /// <summary>The same version with no other row than this silo's.</summary>
    public MemberTable Only(SiloAddress silo) => new(Version, [.. Rows.Where(row => row.Silo.Equals(silo))]);

    /// <summary>The next version with one more row; null if the silo has one.</summary>
    public MemberTable? Insert(MembershipEntry entry) => Of(Table.Insert(entry.SiloAddress, version => MemberRow.Of(entry, version)));

    /// <summary>The next version with one row replaced; null if it is not there or has another etag.</summary>
    public MemberTable? Replace(MembershipEntry entry, string etag) =>
        Of(Table.Replace(entry.SiloAddress, etag, version => MemberRow.Of(entry, version)));

    /// <summary>The next version without some rows; null if there are no such rows.</summary>
    public MemberTable? Remove(Func<MemberRow, bool> condition) => Of(Table.Remove(condition));

    /// <summary>The greatest generation that a silo at an address has or had; null if none was there.</summary>
    public int? LatestGeneration(IPEndPoint endpoint) => Rows.Where(row => row.Silo.Endpoint.Equals(endpoint)).Max(row => (int?)row.Silo.Generation);

    /// <summary>For Orleans, by the clock of this node.</summary>
    public MembershipTableData ToData(Heartbeats heartbeats) =>
        new([.. Rows.Select(row => Tuple.Create(heartbeats.Translate(row), VersionedTable<SiloAddress, MemberRow>.ETagOf(row.ChangedAt)))], OrleansVersion);

    private static MemberTable? Of(VersionedTable<SiloAddress, MemberRow>? table) => table is null ? null : new(table);
}
