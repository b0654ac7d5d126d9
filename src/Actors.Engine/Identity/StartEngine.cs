using Actors.Paxos;

namespace Actors.Engine.Identity;

/// <summary>
/// The rules by which a node starts: it votes only once it has shown that its stores are those it voted with, and that nobody has started with them
/// since. A node that cannot show it runs, but does not vote: what it has forgotten, others rely on.
/// </summary>
/// <remarks>Driven by calls, one at a time; each says what is needed next. It opens and closes the gate itself.</remarks>
public sealed class StartEngine
{
    private readonly string _node;
    private readonly ClusterIdentity _identity;
    private readonly StoreIds _stores;
    private readonly VotingGate _gate;
    private bool _knowsStart;
    private Func<Proposal, StartStep>? _onDecided;
    private Func<StartStep>? _onRemembered;

    /// <param name="node">This node.</param>
    /// <param name="start">The start to show: see <see cref="NodeRecords.BeginStart"/>.</param>
    /// <param name="identity">What the node is configured with.</param>
    /// <param name="stores">The stores that it has opened.</param>
    /// <param name="records">What its own store says, read now.</param>
    /// <param name="gate">Closed from now on until it is shown that the node may vote.</param>
    public StartEngine(
        string node, StartRecord start, ClusterIdentity identity, StoreIds stores, NodeRecords records, VotingGate gate)
    {
        (_node, Start, _identity, _stores, _gate) = (node, start, identity, stores, gate);
        IsFresh = records.IsFresh;
        gate.Close("It is starting and waits for a majority of the nodes.");
    }

    /// <summary>The start that is to be shown.</summary>
    public StartRecord Start { get; }

    /// <summary>Whether the node has no past in the cluster that it is configured for.</summary>
    public bool IsFresh { get; }

    /// <summary>Whether it is new in a cluster that exists: it votes on nothing before the others have decided about its stores.</summary>
    public bool IsNewcomer { get; private set; }

    /// <summary>How many nodes must be there, this one included.</summary>
    public int Majority => _identity.Nodes.Count / 2 + 1;

    /// <summary>Some of the other nodes have said how they are, since they were asked last.</summary>
    public StartStep OnAnswers(IReadOnlyList<NodeAnswer> answers)
    {
        // Two lists could both find quorums; while a majority of one list has to be there first, lists that differ little cannot.
        if (IsFresh && answers.Select(answer => _identity.Conflict(answer.Cluster, $"node '{answer.Node}'")).FirstOrDefault(conflict => conflict is not null) is { } other)
            return new StartStep.Stops(other);
        // A node is counted once, however often its answer arrives.
        var ours = answers.Where(answer => answer.Cluster.Fingerprint == _identity.Fingerprint).DistinctBy(answer => answer.Node).ToList();
        if (ours.Count + 1 < Majority) return new StartStep.Ask();
        _knowsStart = ours.Any(answer => answer.KnowsStart);
        // A store of an earlier cluster of the same name is bound too, by its own account.
        var difference = ours.Select(answer => answer.Binding is null ? null : _stores.DifferenceTo(answer.Binding)).FirstOrDefault(found => found is not null);
        return difference is null ? Admit(exists: ours.Any(answer => answer.IsBound)) : RefuseStores(difference);
    }

    /// <summary>What was to be remembered is stored.</summary>
    public StartStep OnRemembered() => Take(ref _onRemembered)();

    /// <summary>The register that was to be decided holds this.</summary>
    public StartStep OnDecided(Proposal winner) => Take(ref _onDecided)(winner);

    private StartStep Admit(bool exists)
    {
        if (IsFresh && exists)
        {
            // A node that lost its store may have bound it with the very vote that it has forgotten: the others must decide, among whom is one
            // who remembers. On other nodes it votes all the same: where registers have fewer acceptors than there are nodes, two newcomers would
            // otherwise wait for each other.
            IsNewcomer = true;
            _gate.Close(
                "Its store is new and the cluster is not: the others must decide first whether it is the right one.",
                _knowsStart ? null : key => NodeKeys.AreOfIdentity(key) && !NodeKeys.AreOf(_node, key));
            return DecideLayout();
        }
        // Found out before it has voted on anything at all.
        if (_knowsStart) return RefuseStart();
        _gate.Close("It is starting and has not shown yet that its stores are the right ones.", NodeKeys.AreOfIdentity);
        return IsFresh ? Remember(NodeKeys.Founder(_node), Of(NodeKeys.Founder(_node), _stores.Encode()), DecideLayout) : DecideLayout();
    }

    private StartStep DecideLayout() => Decide(NodeKeys.Layout(_identity.ClusterId), _identity.Encode(), OnLayout);

    private StartStep OnLayout(Proposal winner) =>
        _identity.Conflict(winner.Value, "the one that its registers name") is { } conflict
            ? new StartStep.Stops(conflict)
            : Decide(NodeKeys.Stores(_node), _stores.Encode(), OnStores);

    private StartStep OnStores(Proposal binding)
    {
        if (_stores.DifferenceTo(StoreIds.Decode(binding.Value)) is { } difference) return RefuseStores(difference);
        if (_knowsStart) return RefuseStart();
        // Remembered before the first vote on anything else: whoever starts next and asks shall hear that the cluster exists.
        var key = NodeKeys.Start(_node, Start.Number);
        _onDecided = winner => winner == Start.Proposal
            ? Remember(key, winner, () => Remember(NodeKeys.Stores(_node), binding, Open))
            : RefuseStart();
        return new StartStep.Decide(key, Start.Proposal);
    }

    private StartStep Open()
    {
        _gate.Open();
        return new StartStep.Votes();
    }

    private StartStep RefuseStores(string difference) => Refuse(
        $"{difference}. It may have forgotten what it promised. Put the bound store back; until then the other nodes go on without this one.");

    private StartStep RefuseStart() => Refuse(
        $"start {Start.Number} of this node has happened before: its store was put back from before its last start, or a copy of it runs elsewhere. "
        + "It may have forgotten what it promised. Put back the store that was last in use; until then the other nodes go on without this one.");

    private StartStep Refuse(string reason)
    {
        _gate.Close(reason);
        return new StartStep.Refuses(reason);
    }

    private StartStep Decide(RegisterKey key, RegisterValue value, Func<Proposal, StartStep> then)
    {
        _onDecided = then;
        return new StartStep.Decide(key, Of(key, value));
    }

    private StartStep Remember(RegisterKey key, Proposal value, Func<StartStep> then)
    {
        _onRemembered = then;
        return new StartStep.Remember(key, value);
    }

    private static Proposal Of(RegisterKey key, RegisterValue value) => IdentityProposal.Of(key, value);

    private T Take<T>(ref T? awaited) where T : class
    {
        var taken = awaited ?? throw new InvariantException($"The start of '{_node}' has not asked for this.");
        awaited = null;
        return taken;
    }
}
