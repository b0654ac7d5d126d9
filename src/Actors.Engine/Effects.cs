using Actors.Paxos;

namespace Actors.Engine;

/// <summary>What the engine wants done, in any order: batches to send, callers to tell, changes worth a line in the log.</summary>
public sealed class Effects
{
    /// <summary>Send each to its node, and bring back the replies or the failure.</summary>
    public List<Batch> Batches { get; } = [];

    /// <summary>Tell each caller its outcome.</summary>
    public List<(Caller Caller, Outcome Outcome)> Completions { get; } = [];

    /// <summary>Tell each caller that its operation has no outcome, and why.</summary>
    public List<(Caller Caller, InvariantException Exception)> Failures { get; } = [];

    /// <summary>Nodes that are suspected, or no longer are.</summary>
    public List<Suspicion> Suspicions { get; } = [];
}
