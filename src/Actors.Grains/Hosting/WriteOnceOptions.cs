using Actors.Engine;

namespace Actors.Grains.Hosting;

/// <summary>
/// The registers of a cluster. All nodes must agree on <see cref="Nodes"/> and <see cref="Acceptors"/>, for ever: a store remembers both from its first start on, and
/// a silo does not start with others; nodes of two layouts do not answer each other.
/// </summary>
public sealed class WriteOnceOptions
{
    /// <summary>The names of all nodes of the cluster, this one's <c>SiloOptions.SiloName</c> among them: 1 to 64 letters, digits, '-', '_' or '.' each.</summary>
    public IList<string> Nodes { get; } = [];

    /// <summary>How many nodes keep each register: 3 (one may fail) or 5 (two may fail). Default: 3.</summary>
    public int Acceptors { get; set; } = 3;

    /// <summary>
    /// How long a call tries before it ends with "unknown outcome", 100 ms to 25 s (Orleans gives up after 30) and at least <see cref="ProposerOptions.NoQuorumAfter"/>.
    /// Default: 10 s.
    /// </summary>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one batch of messages to another node may take before it counts as lost, 10 ms to 10 s. Default: 1 s.</summary>
    public TimeSpan MessageTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the silo's start waits for a majority of the nodes to vote, once it is a member of the cluster, before it fails with
    /// <see cref="NoQuorumException"/>. Up to 1 hour; zero does not wait, for silos that are started one after the other. Default: 1 minute.
    /// </summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Batching, patience and suspicion.</summary>
    public ProposerOptions Proposer { get; } = new();
}
