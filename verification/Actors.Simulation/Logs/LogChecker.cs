using Actors.Replication;

namespace Actors.Simulation.Logs;

/// <summary>
/// What must hold whatever happens: every node applies the same slots with the same entries, in order and without a gap; nothing is applied twice; and what
/// a caller was told to be in the log is there at the end, also for a node that begins anew.
/// </summary>
internal sealed class LogChecker(Action<string, string> report)
{
    private readonly Dictionary<long, int[]> _applied = [];
    private readonly Dictionary<int, long> _places = [];
    private readonly Dictionary<long, int[]> _states = [];
    private readonly HashSet<int> _told = [];

    /// <summary>A node applies a slot.</summary>
    /// <param name="node">The node.</param>
    /// <param name="expected">The slot whose turn it is there.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="entries">What it applies of it.</param>
    public void OnApplied(string node, long expected, long slot, int[] entries)
    {
        if (slot != expected) report("Order", $"{node} applies slot {slot} when it is the turn of slot {expected}");
        if (!_applied.TryAdd(slot, entries))
        {
            if (!_applied[slot].SequenceEqual(entries)) report("Prefix", $"{node} applies [{Text(entries)}] of slot {slot}; another applied [{Text(_applied[slot])}]");
            return;
        }
        foreach (var entry in entries)
            if (!_places.TryAdd(entry, slot)) report("Once", $"append {entry} is applied with slot {_places[entry]} and again with slot {slot}");
    }

    /// <summary>A node has applied all slots below one.</summary>
    public void OnState(string node, LogSnapshot snapshot)
    {
        if (!_states.TryAdd(snapshot.Next, [.. snapshot.State]) && !_states[snapshot.Next].SequenceEqual(snapshot.State))
            report("State", $"{node} has another state before slot {snapshot.Next} than others");
    }

    /// <summary>A caller is told that its append is in the log.</summary>
    public void OnTold(int append, AppliedEntry applied)
    {
        _told.Add(append);
        if (!_places.TryGetValue(append, out var slot) || slot != applied.FirstSlot) report("Told", $"append {append} was told that it is in slot {applied.FirstSlot}");
    }

    /// <summary>All is over, and this is the state of a node that has caught up.</summary>
    public void OnEnd(string node, IReadOnlyList<int> state)
    {
        foreach (var lost in _told.Except(state).Take(1)) report("Lost", $"append {lost} was told to be in the log, and {node} does not have it");
    }

    private static string Text(int[] entries) => string.Join(", ", entries);
}
