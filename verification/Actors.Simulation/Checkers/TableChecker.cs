using Actors.Engine.Tables;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Checkers;

/// <summary>
/// The versions of a table form one history: none is missing, each is the one before with one row changed, whoever was told that its change is in finds
/// it there, whoever was told that it is not does not, and nobody reads an older version than others knew before.
/// </summary>
internal sealed class TableChecker
{
    private readonly SortedDictionary<int, VersionedTable<int, Cell>> _versions = [];
    private readonly List<(int Change, int Version, bool Won)> _told = [];
    private string? _stale;
    private int _latest;
    private int _changes;

    /// <summary>The highest version that anybody has learned.</summary>
    public int Latest => _latest;

    /// <summary>A number for a change that somebody is about to make.</summary>
    public int NewChange() => ++_changes;

    /// <summary>Somebody begins to read: what it will be told must be at least this version.</summary>
    public int OnReadBegins() => _latest;

    /// <summary>A read that began when <paramref name="told"/> was known has found this version to be the latest.</summary>
    public void OnRead(int version, int told)
    {
        if (version < told) _stale ??= $"version {version} was read as the latest when {told} had been known before";
    }

    /// <summary>Somebody has learned that this is a version.</summary>
    public void OnDecided(VersionedTable<int, Cell> table)
    {
        _versions.TryAdd(table.Version, table);
        _latest = Math.Max(_latest, table.Version);
    }

    /// <summary>Somebody was told whether its change is this version.</summary>
    public void OnTold(int change, int version, bool won) => _told.Add((change, version, won));

    /// <summary>What is wrong with all that was seen, null if nothing is.</summary>
    public string? Check() => _stale ?? CheckChain() ?? CheckTold();

    private string? CheckChain()
    {
        var before = VersionedTable<int, Cell>.Empty;
        foreach (var (version, table) in _versions)
        {
            if (version != before.Version + 1) return $"version {version} follows {before.Version}";
            var changed = table.Rows.Except(before.Rows).ToArray();
            if (changed is not [{ } row] || row.ChangedAt != version || !table.Rows.Where(other => other != row).SequenceEqual(before.Rows.Where(other => other.Key != row.Key)))
                return $"version {version} is not version {before.Version} with one row changed";
            before = table;
        }
        return null;
    }

    private string? CheckTold()
    {
        foreach (var (change, version, won) in _told)
        {
            var isIn = _versions.Values.Any(table => table.Rows.Any(row => row.Change == change && row.ChangedAt == table.Version));
            if (isIn != won) return $"change {change} was told that it {(won ? "is" : "is not")} version {version}, and it {(isIn ? "is in" : "is in none")}";
        }
        return null;
    }
}
