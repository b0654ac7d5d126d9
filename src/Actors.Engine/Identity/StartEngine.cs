using Actors.Paxos;

namespace Actors.Engine.Identity;

/// <summary>
/// The rules by which a node starts: it votes only once it has shown that its stores are those it voted with, and that nobody has started with them
/// since. A node that cannot show it runs, but does not vote: what it has forgotten, others rely on.
/// </summary>
/// <remarks>
/// <para>Driven by calls, one at a time; each says what is needed next. It opens and closes the gate itself.</para>
/// <para>
/// Number k, one more than the store has noted, is tried under an id that this process has drawn. (1) The register <see cref="NodeKeys.Start"/> takes one id, so
/// one process has the number. (2) That process notes the number durably. (3) <see cref="NodeKeys.Open"/> takes its id. (4) It votes. A process that finds the
/// number taken, and has no note of it, proposes void for (3). If void wins, the process that has the number never voted, and never will: k + 1 is next. If not,
/// that process had noted the number, so the store without the note is a copy from before. docs/model/start.pml checks this in every interleaving.
/// </para>
/// <para>
/// Which stores are the node's own? Those that <see cref="NodeKeys.Stores"/> names, decided at the first start. A store that it does not name was added later, by a
/// new version of the application for example. Its first start binds it in a register of its own, <see cref="NodeKeys.AddedStore"/>, before it votes: nobody can
/// tell more of a store than that it is the one of its first start. The node notes it, so that it does not start without it later either.
/// </para>
/// <para>
/// Which votes count on these registers? Those of the node's own store do, unless it is a newcomer: with one of three nodes down no quorum would be left without
/// it. The store may be a copy and have forgotten its own vote; but each quorum has another node in it, which has not. Therefore all others are asked first, and
/// any one of them that knows of (3) is believed, at 3 acceptors and at 5, whether a quorum of them is left or not. What remains unseen: all that know are down.
/// </para>
/// </remarks>
public sealed class StartEngine
{
    private readonly string _node;
    private readonly ClusterIdentity _identity;
    private readonly StoreIds _stores, _noted;
    private readonly VotingGate _gate;
    private readonly Dictionary<string, StartRecord> _others = [];
    private bool _isAdmitted, _knowsOpen, _asksAgain = true;
    private Proposal? _binding;
    private Func<Proposal, StartStep>? _onDecided;
    private Func<StartStep>? _onRemembered;

    /// <param name="node">This node.</param>
    /// <param name="boot">Random, drawn by this process and by no other.</param>
    /// <param name="identity">What the node is configured with.</param>
    /// <param name="stores">The stores that it has opened.</param>
    /// <param name="records">What its own store says, read now.</param>
    /// <param name="gate">Closed from now on until it is shown that the node may vote.</param>
    public StartEngine(string node, Guid boot, ClusterIdentity identity, StoreIds stores, NodeRecords records, VotingGate gate)
    {
        (_node, _identity, _stores, _gate) = (node, identity, stores, gate);
        var last = records.LastStart;
        (Start, IsFresh, Stopped) = (new StartRecord(last + 1, boot), records.IsFresh, records.StopOf(node, last) ?? StopRecord.Empty);
        _noted = records.OwnStores;
        gate.Close("It is starting and waits for a majority of the nodes.");
    }

    /// <summary>The start that is tried.</summary>
    public StartRecord Start { get; private set; }

    /// <summary>
    /// What this node and the others know to have been recorded of all stores when nodes stopped: to be heard by the acceptors before the gate opens. The node's
    /// own store is not enough: it may be the copy.
    /// </summary>
    public StopRecord Stopped { get; private set; }

    /// <summary>Whether the node has no past in the cluster that it is configured for.</summary>
    public bool IsFresh { get; }

    /// <summary>Whether it is new in a cluster that exists: it votes on nothing before the others have decided about its stores.</summary>
    public bool IsNewcomer { get; private set; }

    /// <summary>How many nodes must be there, this one included.</summary>
    public int Majority => _identity.Nodes.Count / 2 + 1;

    /// <summary>Those of the other nodes that answered in time, when all were asked, have said how they are.</summary>
    public StartStep OnAnswers(IReadOnlyList<NodeAnswer> answers)
    {
        // Two lists could both find quorums; while a majority of one list has to be there first, lists that differ little cannot.
        if (IsFresh && answers.Select(answer => _identity.Conflict(answer.Cluster, $"node '{answer.Node}'")).FirstOrDefault(conflict => conflict is not null) is { } other)
            return new StartStep.Stops(other);
        // A node is counted once, however often its answer arrives.
        var ours = answers.Where(answer => answer.Cluster.Fingerprint == _identity.Fingerprint).DistinctBy(answer => answer.Node).ToList();
        if (ours.Count + 1 < Majority) return new StartStep.Ask();
        Hear(ours);
        // A node that is down is not waited for; but the only one that knows may be merely slow, so it is asked once more.
        if (ours.Count + 1 < _identity.Nodes.Count && _asksAgain)
        {
            _asksAgain = false;
            return new StartStep.Ask();
        }
        if (_isAdmitted) return _knowsOpen ? RefuseStart() : DecideStart();
        // A store of an earlier cluster of the same name is bound too, by its own account.
        var difference = ours.Select(answer => answer.Binding is null ? null : _stores.DifferenceTo(answer.Binding)).FirstOrDefault(found => found is not null);
        if (difference is not null) return RefuseStores(difference);
        _isAdmitted = true;
        return Admit(exists: ours.Any(answer => answer.IsBound));
    }

    /// <summary>What was to be remembered is stored.</summary>
    public StartStep OnRemembered() => Take(ref _onRemembered)();

    /// <summary>
    /// The store is behind, so nothing will ever be stored with it. Nothing more is proposed either: an opened start would shut out the right store.
    /// </summary>
    /// <param name="reason">Why, with what to do.</param>
    public StartStep OnStoreBehind(string reason) => Refuse(reason);

    /// <summary>The register that was to be decided holds this.</summary>
    public StartStep OnDecided(Proposal winner) => Take(ref _onDecided)(winner);

    private void Hear(IReadOnlyList<NodeAnswer> answers)
    {
        _knowsOpen |= answers.Any(answer => answer.KnowsOpen);
        foreach (var answer in answers)
        {
            if (answer.Opened is { } opened) _others[answer.Node] = opened;
            if (answer.Stop is { } stop) Stopped = Stopped.With(stop);
        }
    }

    private StartStep Admit(bool exists)
    {
        // Found out before it has voted on anything at all.
        if (_knowsOpen) return RefuseStart();
        if (IsFresh && exists)
        {
            // A node that lost its store may have bound it with the very vote that it has forgotten: the others must decide, among whom is one
            // who remembers. On other nodes it votes all the same: where registers have fewer acceptors than there are nodes, two newcomers would
            // otherwise wait for each other.
            IsNewcomer = true;
            _gate.Close(
                "Its store is new and the cluster is not: the others must decide first whether it is the right one.",
                key => NodeKeys.AreOfIdentity(key) && !NodeKeys.AreOf(_node, key));
            return DecideLayout();
        }
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
        var bound = StoreIds.Decode(binding.Value);
        // Of a store that was added only its being there is looked up in the note: which one it must be is decided by its register.
        var difference = _stores.DifferenceTo(bound) ?? _noted.Beyond(_stores).Select(missing => _stores.DifferenceTo(missing.Store)).FirstOrDefault();
        if (difference is not null) return RefuseStores(difference);
        _binding = binding;
        return BindAdded(new(_stores.Beyond(bound)));
    }

    private StartStep BindAdded(Queue<(string Name, StoreIds Store)> added) =>
        added.TryDequeue(out var one)
            ? Decide(NodeKeys.AddedStore(_node, one.Name), one.Store.Encode(), winner =>
                one.Store.DifferenceTo(StoreIds.Decode(winner.Value)) is { } difference ? RefuseStores(difference) : BindAdded(added))
            : NoteStores();

    private StartStep NoteStores() =>
        _stores.Beyond(StoreIds.Decode(_binding!.Value)).All(added => _noted.Ids.ContainsKey(added.Name))
            ? DecideStart()
            : Note(NodeKeys.OwnStores(_node), Of(NodeKeys.OwnStores(_node), _stores.Encode()), DecideStart);

    private StartStep DecideStart() => Decide(NodeKeys.Start(_node, Start.Number), Start.Proposal, OnStart);

    private StartStep OnStart(Proposal winner)
    {
        var open = NodeKeys.Open(_node, Start.Number);
        // Noted before it is proposed: a later process that lacks the note knows by that alone that its store is a copy.
        if (winner == Start.Proposal)
            return Note(NodeKeys.OwnStart(_node), Of(NodeKeys.OwnStart(_node), Start.Encode()), () => Decide(open, Start.Proposal, OnOpened));
        // It was noted before it was shown, and this store lacks that.
        return StartRecord.VotesUnopened(winner) ? RefuseStart() : Decide(open, StartRecord.VoidOf(open), OnLeft);
    }

    /// <summary>Another process had the number. Whether it has come to vote is decided now.</summary>
    private StartStep OnLeft(Proposal opened)
    {
        if (opened != StartRecord.VoidOf(NodeKeys.Open(_node, Start.Number))) return RefuseStart();
        Start = Start with { Number = Start.Number + 1 };
        (_knowsOpen, _asksAgain) = (false, true);
        return new StartStep.Ask();
    }

    // Only a process on a copy of this store gives up the number of one that still runs.
    private StartStep OnOpened(Proposal opened) => opened == Start.Proposal ? RememberOthers(new(_others)) : RefuseStart();

    /// <summary>A node that was down when others were let in hears of it when it starts: it may be the only one that is left to remember.</summary>
    private StartStep RememberOthers(Queue<KeyValuePair<string, StartRecord>> others) =>
        others.TryDequeue(out var other)
            ? Remember(NodeKeys.Open(other.Key, other.Value.Number), other.Value.Proposal, () => RememberOthers(others))
            // Before the first vote on anything else: a node that starts next and asks hears that the cluster exists.
            : Remember(NodeKeys.Stores(_node), _binding!, Open);

    private StartStep Open()
    {
        _gate.Open();
        return new StartStep.Votes();
    }

    private StartStep RefuseStores(string difference) => Refuse(
        $"{difference}. It may have forgotten what it promised. Start the node with the bound store, and put it back if it was replaced; until then the other nodes go "
        + "on without this one.");

    private StartStep RefuseStart() => Refuse(
        $"start {Start.Number} of this node has happened before: its store was put back from before its last start, or a copy of it runs elsewhere. "
        + "It may have forgotten what it promised. Put back the store that was last in use; until then the other nodes go on without this one.");

    private StartStep Refuse(string reason)
    {
        _gate.Close(reason);
        return new StartStep.Refuses(reason);
    }

    private StartStep Decide(RegisterKey key, RegisterValue value, Func<Proposal, StartStep> then) => Decide(key, Of(key, value), then);

    private StartStep Decide(RegisterKey key, Proposal proposal, Func<Proposal, StartStep> then)
    {
        _onDecided = then;
        return new StartStep.Decide(key, proposal);
    }

    private StartStep Note(RegisterKey key, Proposal value, Func<StartStep> then)
    {
        _onRemembered = then;
        return new StartStep.Note(key, value);
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
