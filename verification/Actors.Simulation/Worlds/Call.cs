using Actors.Engine;
using Actors.Paxos;
using Actors.Simulation.Checkers;

namespace Actors.Simulation.Worlds;

/// <summary>One call of a caller to a node.</summary>
internal sealed class Call(Workload workload, CallKind kind, RegisterKey key, Proposal? own, TimeSpan timeout) : Caller
{
    public CallKind Kind => kind;
    public RegisterKey Key => key;
    public Proposal? Own { get; } = own;
    public TimeSpan Timeout => timeout;

    /// <summary>Where it was sent; null while it looks for a node that is up.</summary>
    public ProposerHost? Host { get; set; }

    /// <summary>When it was sent, in the world's time and as the number of the event.</summary>
    public TimeSpan StartedAt { get; set; }
    public long Start { get; set; }

    public bool Over { get; set; }

    /// <summary>The luck of this caller, apart from that of others.</summary>
    public required SeededRandom Random { get; init; }

    /// <summary>How often its caller will ask again if it stays without an answer.</summary>
    public int Retries { get; set; }

    public override void Complete(Outcome outcome) => workload.OnOutcome(this, outcome);

    public override string ToString() => $"{kind.ToString().ToLowerInvariant()} {key}{(Own is null ? "" : $" {Name.Of(Own)}")}";
}
