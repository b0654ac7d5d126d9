using Actors.Paxos;

namespace Actors.Rounds;

/// <summary>
/// Puts what the nodes tell of a register in one order: each node's events in its own, and every message sent before it is received (Lamport, <i>Time,
/// Clocks, and the Ordering of Events in a Distributed System</i>, 1978). What neither rule orders goes by the clocks, which may be wrong between machines.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class RoundStory
{
    private readonly SortedDictionary<string, SortedDictionary<long, RoundEvent>> _events = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, AcceptorState> _holds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _silent = new(StringComparer.Ordinal);
    private IReadOnlyList<RoundMoment>? _moments;

    /// <summary>What each acceptor of the register holds, by its node, as far as it answers.</summary>
    public IReadOnlyDictionary<string, AcceptorState> Holds => _holds;

    /// <summary>The nodes that do not answer, and why.</summary>
    public IReadOnlyDictionary<string, string> Silent => _silent;

    /// <summary>The nodes that have told anything, or that they cannot be asked.</summary>
    public IEnumerable<string> Nodes => _events.Keys;

    /// <summary>Everything, in order. May change at earlier places too when a slower node tells its part.</summary>
    public IReadOnlyList<RoundMoment> Moments => _moments ??= CausalOrder.Of(
        [.. _events.Values.Select(events => (IReadOnlyList<RoundEvent>)[.. events.Values]), .. ClientEvents.Of(_events.Values.SelectMany(events => events.Values))]);

    /// <summary>Adds what a node tells; what it has told before is the same event again, and adds nothing.</summary>
    public void Add(RoundBatch batch)
    {
        if (!_events.TryGetValue(batch.Node, out var events)) _events.Add(batch.Node, events = []);
        foreach (var added in batch.Events) events[added.Number] = added;
        if (batch.Problem is null) _silent.Remove(batch.Node);
        else _silent[batch.Node] = batch.Problem;
        if (batch.Holds is null) _holds.Remove(batch.Node);
        else _holds[batch.Node] = batch.Holds;
        if (batch.Events.Count > 0) _moments = null;
    }
}
