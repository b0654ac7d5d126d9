using System.Collections.Concurrent;

namespace Actors.Clustering.Membership;

/// <summary>
/// When each silo last said that it is alive. Diagnostics, not membership: kept in memory, exchanged with the other nodes, and never a reason
/// to write a table version.
/// </summary>
internal sealed class Heartbeats(TimeProvider time)
{
    // Silos that a node has not met in the table yet must have time to appear there.
    private static readonly TimeSpan ForgetStrangersAfter = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<SiloAddress, DateTime> _latest = new();

    public DateTime? Of(SiloAddress silo) => _latest.TryGetValue(silo, out var alive) ? alive : null;

    /// <summary>Keeps the later of what is known and what is told.</summary>
    public void Note(SiloAddress silo, DateTime alive) =>
        _latest.AddOrUpdate(silo, alive, (_, known) => alive > known ? alive : known);

    public IReadOnlyDictionary<SiloAddress, DateTime> All => _latest;

    /// <summary>Forgets silos that have left the table.</summary>
    public void Forget(MemberTable latest)
    {
        var before = time.GetUtcNow().UtcDateTime - ForgetStrangersAfter;
        foreach (var (silo, alive) in _latest)
            if (alive < before && latest.Find(silo) is null) _latest.TryRemove(silo, out _);
    }
}
