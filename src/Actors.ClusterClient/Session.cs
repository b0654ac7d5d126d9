using Actors.Engine;
using Actors.Grains;
using Actors.Paxos;
using Actors.Runtime;

namespace Actors.Registers;

/// <summary>A client as a proposer of one cluster: its engine, which knows nothing of any other cluster, and its ways to the nodes.</summary>
internal sealed class Session : IDisposable
{
    /// <summary>No node could be asked.</summary>
    public static readonly Outcome Unreachable = new(OutcomeKind.NoQuorum, null, 0, 0);

    /// <summary>Another session has begun meanwhile.</summary>
    public static readonly Outcome Abandoned = new(OutcomeKind.Unknown, null, 0, 0);

    private static readonly TimeSpan MessageTimeout = TimeSpan.FromSeconds(1);

    private readonly Ways _ways;
    private readonly ProposerLoop _proposer;

    /// <param name="entrance">Where a node greeted.</param>
    /// <param name="greeting">What it said.</param>
    /// <param name="client">The way to all nodes.</param>
    /// <param name="time">The clock.</param>
    public Session(INodeGrain entrance, Greeting greeting, IGrainFactory client, TimeProvider time)
    {
        // Never used before or again: a ballot of this client is nobody else's, and no incarnation has to be kept.
        var name = ClientName.New();
        var layout = new ClusterLayout(greeting.Nodes, greeting.Acceptors);
        _ways = new Ways(client, layout, new Lane(entrance, greeting.Node, greeting.Terms), time);
        var engine = new ProposerEngine(layout, name, incarnation: 1, new ProposerOptions(), Random.Shared);
        _proposer = new ProposerLoop(name, engine, _ways.SendAsync, MessageTimeout, time, _ways.OnSuspicion);
    }

    /// <summary>Whether a node has other terms: what is known here is of another cluster.</summary>
    public bool IsOver => _ways.IsOver;

    /// <summary>Proposes, or looks if there is nothing to propose.</summary>
    public Task<Outcome> CallAsync(RegisterKey key, Proposal? own, TimeSpan timeout, CancellationToken cancellationToken) =>
        own is null ? _proposer.ReadAsync(key, timeout, cancellationToken) : _proposer.ProposeAsync(key, own, timeout, cancellationToken);

    /// <summary>Looks now and then until there is a winner.</summary>
    public Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken) => _proposer.WaitAsync(key, cancellationToken);

    public void Dispose() => _proposer.Dispose();
}
