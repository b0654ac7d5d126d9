using System.Collections.Immutable;
using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Rules;

/// <summary>
/// Step 1: threads and a variable in one memory. Each thread looks whether the variable is empty and, if so, writes what it wants: two
/// instants, between which another thread may come, unless there is a lock.
/// </summary>
public sealed class SharedVariable : Protocol
{
    private readonly string[][] _wants;
    private readonly bool _locked;

    private SharedVariable(bool locked, string[][] wants, params Lane[] threads) =>
        (_locked, _wants, Lanes) = (locked, wants, [.. threads, new Lane("Variable", "Var.", LaneKind.Memory)]);

    /// <summary>One thread that does both, one after the other.</summary>
    public static SharedVariable OneThread() => new(false, [[Choice.Cancel, Choice.Ship]], new Lane("Thread", "Thread", LaneKind.Caller));

    /// <summary>Two threads at once.</summary>
    public static SharedVariable TwoThreads(bool locked) => new(locked, [[Choice.Cancel], [Choice.Ship]], [.. CallerLanes.All]);

    /// <inheritdoc/>
    public override IReadOnlyList<Lane> Lanes { get; }

    private int Memory => Lanes.Count - 1;

    /// <inheritdoc/>
    public override Reaction Begin(int node) => new(node == Memory ? new Variable(null, null) : new ThreadState(0, Stage.Before, null), "");

    /// <inheritdoc/>
    public override bool MayCrash(ImmutableArray<NodeState> nodes, int node) => false;

    /// <inheritdoc/>
    public override string? Action(ImmutableArray<NodeState> nodes, int node)
    {
        if (nodes[node] is not ThreadState thread || thread.Turn == _wants[node].Length) return null;
        return thread.Stage switch
        {
            Stage.Before when !_locked => "look",
            Stage.Before => ((Variable)nodes[Memory]).LockedBy is null ? "take the lock" : null,
            Stage.Inside => "look",
            _ => thread.Saw is null ? $"write {_wants[node][thread.Turn]}" : "finish",
        };
    }

    /// <inheritdoc/>
    public override Reaction Act(ImmutableArray<NodeState> nodes, int node)
    {
        var (thread, variable) = ((ThreadState)nodes[node], (Variable)nodes[Memory]);
        if (thread.Stage == Stage.Before && _locked)
            return new Reaction(thread with { Stage = Stage.Inside }, "takes the lock", Touched: (Memory, variable with { LockedBy = Lanes[node].Short }));
        if (thread.Stage != Stage.Looked)
            return new Reaction(thread with { Stage = Stage.Looked, Saw = variable.Content }, $"looks and sees {variable.Content ?? "nothing"}", Touched: (Memory, variable));
        var wants = _wants[node][thread.Turn];
        var done = thread with { Turn = thread.Turn + 1, Stage = Stage.Before, Saw = null, Outcome = thread.Saw ?? wants };
        var unlock = _locked ? ", and releases the lock" : "";
        return thread.Saw is null
            ? new Reaction(done, $"writes {wants} and believes that it won{unlock}", Touched: (Memory, new Variable(wants, null)))
            : new Reaction(done, $"leaves {thread.Saw} as it is{unlock}", Touched: (Memory, variable with { LockedBy = null }));
    }

    private enum Stage
    {
        Before,
        Inside,
        Looked,
    }

    private sealed record Variable(string? Content, string? LockedBy) : NodeState
    {
        public override string Holds => (Content ?? "empty") + (LockedBy is null ? "" : ", locked");
        public override string? Value => Content;

        internal override void Write(StateWriter writer)
        {
            writer.Add(Content);
            writer.Add(LockedBy);
        }
    }

    private sealed record ThreadState(int Turn, Stage Stage, string? Saw, string? Outcome = null) : NodeState
    {
        public override string Holds => Stage switch
        {
            Stage.Inside => "has the lock",
            Stage.Looked => $"saw {Saw ?? "nothing"}",
            _ => Outcome is null ? "waits" : $"knows: {Outcome}",
        };

        public override string? Decided => Outcome;

        internal override void Write(StateWriter writer)
        {
            writer.Add(Turn);
            writer.Add((int)Stage);
            writer.Add(Saw);
            writer.Add(Outcome);
        }
    }
}
