using Actors.Paxos;

namespace Actors.Simulation.Checkers;

/// <summary>
/// Linearizability (Herlihy and Wing, 1990) of a write-once register. There is one moment at which it gets its value, so nothing has
/// to be searched: that moment must lie after the winner was first proposed, after the start of every call that still saw nothing, and
/// before the end of every call that saw the value.
/// </summary>
/// <remarks>A proposal with an unknown outcome may win at any time after it began; so it limits nothing but the beginning.</remarks>
internal static class LinearizabilityChecker
{
    /// <summary>What is wrong with the calls to one register, null if nothing is.</summary>
    public static string? Check(RegisterKey key, IReadOnlyList<HistoryEntry> calls)
    {
        Proposal? value = null;
        var latest = long.MaxValue;
        foreach (var call in calls)
        {
            if (call.Holds is not { } holds) continue;
            if (value is not null && value != holds) return $"{key}: calls saw {Name.Of(value)} and {Name.Of(holds)}";
            value = holds;
            latest = Math.Min(latest, call.End);
        }
        if (value is null) return null;
        var proposed = calls.Where(call => call.Own == value).Select(call => call.Start).DefaultIfEmpty(long.MaxValue).Min();
        if (proposed >= latest) return $"{key}: {Name.Of(value)} was seen before it was proposed";
        var stale = calls.FirstOrDefault(call => call.SawNothing && call.Start >= latest);
        return stale is null ? null : $"{key}: a read that began at {stale.Start} saw nothing, but {Name.Of(value)} was known at {latest}";
    }
}
