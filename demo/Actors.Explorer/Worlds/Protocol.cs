using System.Collections.Immutable;

namespace Actors.Explorer.Worlds;

/// <summary>The rule that the nodes of a world follow. Pure: the same state and message give the same reaction.</summary>
public abstract class Protocol
{
    /// <summary>The nodes.</summary>
    public abstract IReadOnlyList<Lane> Lanes { get; }

    /// <summary>How a node begins.</summary>
    public abstract Reaction Begin(int node);

    /// <summary>A message arrives at <paramref name="node"/>.</summary>
    public virtual Reaction Receive(ImmutableArray<NodeState> nodes, int node, Message message) => new(nodes[node], "does not care");

    /// <summary>Whether the arrival of a message would change nothing, now or ever.</summary>
    public virtual bool IsInert(ImmutableArray<NodeState> nodes, Message message) => false;

    /// <summary>What a node could do of its own now, as an order to it; null if nothing.</summary>
    public virtual string? Action(ImmutableArray<NodeState> nodes, int node) => null;

    /// <summary>The node does it.</summary>
    public virtual Reaction Act(ImmutableArray<NodeState> nodes, int node) => throw new InvalidOperationException("This rule has no actions.");

    /// <summary>Whether faults strike this node.</summary>
    public virtual bool MayCrash(ImmutableArray<NodeState> nodes, int node) => Lanes[node].Kind == LaneKind.Voter;

    /// <summary>What is left of a node's memory after a crash.</summary>
    public virtual NodeState AfterCrash(NodeState state, int node) => state;

    /// <summary>Whether to be undecided when nothing can happen is the end of this small world only, as another round could begin.</summary>
    public virtual bool IsOpenEnded => false;

    /// <summary>Names the verdict when a living caller can never learn the outcome.</summary>
    public virtual Verdict Hopeless(World world) =>
        new(VerdictKind.Blocked, "Blocked for ever. Whatever happens from here on, somebody who asked never gets an answer.");

    /// <summary>Names the verdict when all is open.</summary>
    public virtual Verdict Undecided(World world) => new(VerdictKind.Open, "Nobody has decided yet.");
}
