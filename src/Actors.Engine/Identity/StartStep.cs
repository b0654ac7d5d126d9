using Actors.Paxos;

namespace Actors.Engine.Identity;

/// <summary>What the start of a node needs next.</summary>
public abstract record StartStep
{
    private StartStep() { }

    /// <summary>Ask the other nodes, again if need be, and bring the answers to <see cref="StartEngine.OnAnswers"/>.</summary>
    public sealed record Ask : StartStep;

    /// <summary>
    /// Have the node's own store learn this, in order with the votes that follow, then call <see cref="StartEngine.OnRemembered"/>. If it is lost,
    /// the node is only more careful at its next start.
    /// </summary>
    public sealed record Remember(RegisterKey Key, Proposal Value) : StartStep;

    /// <summary>
    /// Have the node's own store note this, durably but not as a vote (see <see cref="IRegisterStore.Note"/>), then call <see cref="StartEngine.OnRemembered"/>.
    /// </summary>
    public sealed record Note(RegisterKey Key, Proposal Value) : StartStep;

    /// <summary>Get this register decided, however long it takes, and bring the winner to <see cref="StartEngine.OnDecided"/>.</summary>
    public sealed record Decide(RegisterKey Key, Proposal Proposal) : StartStep;

    /// <summary>It is over: the node votes.</summary>
    public sealed record Votes : StartStep;

    /// <summary>It is over: the node runs but never votes.</summary>
    public sealed record Refuses(string Reason) : StartStep;

    /// <summary>It is over: the node is configured for another cluster and must not run.</summary>
    public sealed record Stops(string Reason) : StartStep;
}
