namespace Actors.Engine.Tables;

/// <summary>A row of a <see cref="VersionedTable{TKey, TRow}"/>.</summary>
public interface IVersionedRow<out TKey>
{
    /// <summary>Unique within a table.</summary>
    TKey Key { get; }

    /// <summary>The table version that wrote it: its etag, unique because a version is written once.</summary>
    int ChangedAt { get; }
}
