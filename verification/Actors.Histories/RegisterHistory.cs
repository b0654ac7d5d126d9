using Actors.Paxos;

namespace Actors.Histories;

/// <summary>
/// The calls to one register, of which it keeps those that bound the moment at which the register got its value: so a history of any
/// length is checked in the space of the proposals made before the value was first seen. Calls come in any order. Not thread-safe.
/// </summary>
/// <remarks>
/// Linearizability (Herlihy and Wing, 1990) of a write-once register. There is one moment at which it gets its value, so nothing has
/// to be searched: that moment must lie after the winner was first proposed, after the start of every call that still saw nothing, and
/// before the end of every call that saw the value. A proposal with an unknown outcome may win at any time after it began; so it limits
/// nothing but the beginning. Two calls of which one ends at the very number at which the other begins may have been in any order.
/// </remarks>
/// <param name="key">The register.</param>
/// <param name="name">How to name proposals in messages. Default: by value and id.</param>
public sealed class RegisterHistory(RegisterKey key, Func<Proposal, string>? name = null)
{
    private readonly Func<Proposal, string> _name = name ?? ProposalName.Of;
    private readonly Dictionary<Proposal, HistoryEntry> _proposed = [];
    private HistoryEntry? _firstSight;
    private HistoryEntry? _lastNothing;
    private Anomaly? _anomaly;

    /// <summary>The register.</summary>
    public RegisterKey Key => key;

    /// <summary>Adds a call, answered or not.</summary>
    /// <exception cref="ArgumentException">It is a call to another register, or ends before it begins.</exception>
    public void Add(HistoryEntry call)
    {
        if (call.Key != key) throw new ArgumentException($"A call to '{call.Key}' is none to '{key}'.", nameof(call));
        if (call.End < call.Start) throw new ArgumentException($"A call to '{key}' ends at {call.End}, before it begins at {call.Start}.", nameof(call));
        if (call.Own is { } own) OnProposed(own, call);
        if (call.Holds is { } holds) OnSeen(holds, call);
        else if (call.SawNothing) OnNothing(call);
    }

    /// <summary>
    /// What is wrong with all the calls so far, null if nothing is. More calls may explain it, save two values: those stay wrong.
    /// </summary>
    public Anomaly? Check()
    {
        if (_anomaly is not null || _firstSight is not { Holds: { } value } sight) return _anomaly;
        if (!_proposed.TryGetValue(value, out var proposed)) return new Anomaly($"{key}: {_name(value)} was seen, which nobody proposed", [sight]);
        if (proposed.Start > sight.End) return new Anomaly($"{key}: {_name(value)} was seen before it was proposed", [sight, proposed]);
        return _lastNothing?.Start > sight.End
            ? new Anomaly($"{key}: a read that began at {_lastNothing.Start} saw nothing, but {_name(value)} was known at {sight.End}", [sight, _lastNothing])
            : null;
    }

    private void OnProposed(Proposal own, HistoryEntry call)
    {
        // Once the value is known, no other proposal can explain anything.
        if (_firstSight is { Holds: { } value } && value != own) return;
        if (!_proposed.TryGetValue(own, out var earlier) || call.Start < earlier.Start) _proposed[own] = call;
    }

    private void OnSeen(Proposal holds, HistoryEntry call)
    {
        if (_firstSight is null) Keep(holds);
        else if (_firstSight.Holds != holds)
            _anomaly ??= new Anomaly($"{key}: calls saw {_name(_firstSight.Holds!)} and {_name(holds)}", [_firstSight, call]);
        if (_firstSight is null || call.End < _firstSight.End && _firstSight.Holds == holds) _firstSight = call;
    }

    private void OnNothing(HistoryEntry call)
    {
        if (call.Own is { } own) _anomaly ??= new Anomaly($"{key}: the proposal {_name(own)} was answered with 'undecided'", [call]);
        if (_lastNothing is null || call.Start > _lastNothing.Start) _lastNothing = call;
    }

    private void Keep(Proposal value)
    {
        foreach (var other in _proposed.Keys.Where(proposal => proposal != value).ToList()) _proposed.Remove(other);
    }
}
