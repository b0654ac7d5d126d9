using System.Diagnostics.CodeAnalysis;
using Actors.Engine;
using Actors.Grains;
using Actors.Paxos;
using Actors.Runtime;
using BitFaster.Caching.Lru;

namespace Actors.Registers;

/// <summary>A client as a proposer of one cluster: its engine, which knows nothing of any other cluster, and its ways to the nodes.</summary>
internal sealed class Session : IDisposable
{
    /// <summary>No node could be asked.</summary>
    public static readonly Outcome Unreachable = new(OutcomeKind.NoQuorum, null, 0, 0);

    /// <summary>Another session has begun meanwhile.</summary>
    public static readonly Outcome Abandoned = new(OutcomeKind.Unknown, null, 0, 0);

    private static readonly TimeSpan MessageTimeout = TimeSpan.FromSeconds(1);

    /// <summary>A larger value is asked for each time, so that what is remembered stays below some 150 MB.</summary>
    private const int RememberedCount = 100_000, RememberedBytesMax = 1024;

    private readonly Ways _ways;
    private readonly ProposerLoop _proposer;
    private readonly ConcurrentLru<RegisterKey, Outcome> _decided = new(RememberedCount);
    private volatile bool _isBroken;

    /// <param name="entrance">Where a node greeted.</param>
    /// <param name="greeting">What it said.</param>
    /// <param name="client">The way to all nodes.</param>
    /// <param name="time">The clock.</param>
    public Session(INodeGrain entrance, Greeting greeting, IGrainFactory client, TimeProvider time)
    {
        // Never used before or again: a ballot of this client is nobody else's, and no incarnation has to be kept.
        var name = ClientName.New();
        var layout = new ClusterLayout(greeting.Nodes, greeting.Acceptors);
        _ways = new Ways(client, layout, greeting.Terms, new Lane(entrance, greeting.Node), time);
        var engine = new ProposerEngine(layout, new ProposerIds(name, incarnation: 1, Random.Shared), new ProposerOptions(), Random.Shared);
        _proposer = new ProposerLoop(name, engine, _ways.SendAsync, MessageTimeout, time, _ways.OnSuspicion, _ => _isBroken = true);
    }

    /// <summary>Whether a node has other terms, so that what is known here is of another cluster, or nodes contradict each other.</summary>
    public bool IsOver => _isBroken || _ways.IsOver;

    /// <summary>What is known to be decided: that never changes in this cluster. Another one, set up anew, has another session.</summary>
    public bool Knows(RegisterKey key, [NotNullWhen(true)] out Outcome? decided) => _decided.TryGet(key, out decided);

    /// <summary>A register is decided.</summary>
    public void Remember(RegisterKey key, Proposal decided)
    {
        if (decided.Value.Bytes.Length <= RememberedBytesMax) _decided.AddOrUpdate(key, new Outcome(OutcomeKind.Decided, decided, 0, 0));
    }

    /// <summary>Proposes, or looks if there is nothing to propose.</summary>
    public Task<Outcome> CallAsync(RegisterKey key, Proposal? own, TimeSpan timeout, CancellationToken cancellationToken) =>
        own is null ? _proposer.ReadAsync(key, timeout, cancellationToken) : _proposer.ProposeAsync(key, own, timeout, cancellationToken);

    /// <summary>Looks now and then until there is a winner.</summary>
    public Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken) => _proposer.WaitAsync(key, cancellationToken);

    public void Dispose() => _proposer.Dispose();
}
