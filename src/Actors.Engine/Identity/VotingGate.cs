using Actors.Paxos;

namespace Actors.Engine.Identity;

/// <summary>
/// Whether the acceptors of a node may vote. A node that cannot show that its store is the one that it voted with keeps it closed: what it may have
/// forgotten, others rely on. Closed, it is as if the node were down, but that it says why. Thread-safe.
/// </summary>
public sealed class VotingGate
{
    private volatile Closure? _closure;

    /// <summary>Why the acceptors may not vote; null if they may. Open when it is made.</summary>
    public string? ClosedBecause => _closure?.Reason;

    /// <summary>Lets them vote.</summary>
    public void Open() => _closure = null;

    /// <param name="reason">For logs and whoever asks: what is wrong and what to do.</param>
    /// <param name="except">The registers on which they may vote all the same; none if null.</param>
    public void Close(string reason, Predicate<RegisterKey>? except = null) => _closure = new Closure(reason, except);

    /// <summary>Whether the node's memory of a register may be used.</summary>
    public bool Admits(RegisterKey key) => _closure is not { } closure || closure.Except?.Invoke(key) == true;

    /// <summary>Whether all of a batch may be answered. A batch is answered as a whole or not at all.</summary>
    public bool Admits(IReadOnlyList<RegisterMessage> messages)
    {
        for (var i = 0; i < messages.Count; i++)
            if (!Admits(messages[i].Key)) return false;
        return true;
    }

    private sealed record Closure(string Reason, Predicate<RegisterKey>? Except);
}
