using System.Globalization;

namespace Actors.Engine.Tables;

/// <summary>
/// One version of a table, of which every version is the value of a register of its own. Never changes; each change makes the next version, and is
/// the next version only once the register of that number holds it.
/// </summary>
/// <param name="Version">0 for the empty table that every table begins with.</param>
/// <param name="Rows">One for each key.</param>
public sealed record VersionedTable<TKey, TRow>(int Version, IReadOnlyList<TRow> Rows)
    where TRow : class, IVersionedRow<TKey>
{
    public static readonly VersionedTable<TKey, TRow> Empty = new(0, []);

    /// <summary>Unique, for a version is written once.</summary>
    public string ETag => ETagOf(Version);

    /// <summary>Whether a version of this number, made by who has read this etag, was derived from this version and from no other.</summary>
    public bool Precedes(int version, string etag) => version == Version + 1 && etag == ETag;

    public TRow? Find(TKey key) => Rows.FirstOrDefault(row => EqualityComparer<TKey>.Default.Equals(row.Key, key));

    /// <summary>The next version with one more row, made for the version that it is given; null if the key has one.</summary>
    public VersionedTable<TKey, TRow>? Insert(TKey key, Func<int, TRow> row) =>
        Find(key) is null ? new(Version + 1, [.. Rows, row(Version + 1)]) : null;

    /// <summary>The next version with one row replaced; null if it is not there or has another etag.</summary>
    public VersionedTable<TKey, TRow>? Replace(TKey key, string etag, Func<int, TRow> row) =>
        Find(key) is { } old && ETagOf(old.ChangedAt) == etag
            ? new(Version + 1, [.. Rows.Select(each => ReferenceEquals(each, old) ? row(Version + 1) : each)])
            : null;

    /// <summary>The next version without some rows; null if there are no such rows.</summary>
    public VersionedTable<TKey, TRow>? Remove(Func<TRow, bool> condition) =>
        Rows.Any(condition) ? new(Version + 1, [.. Rows.Where(row => !condition(row))]) : null;

    public static string ETagOf(int version) => version.ToString(CultureInfo.InvariantCulture);
}
