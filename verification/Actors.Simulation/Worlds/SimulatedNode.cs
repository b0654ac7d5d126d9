using Actors.Engine;
using Actors.Engine.Identity;

namespace Actors.Simulation.Worlds;

/// <summary>One node: a disk that outlives it, and between a start and a crash an acceptor and one or more proposers.</summary>
internal sealed class SimulatedNode : Machine
{
    private readonly World _world;
    private readonly SeededRandom _random;

    public SimulatedNode(World world, int index) : base(world, index, $"n{index + 1}")
    {
        _world = world;
        _random = world.Plan.Stream($"node {Name}");
        Disk = new SimulatedDisk(Name, world.Plan, world.Gate, note => world.Trace?.Add(world.Now, index, note));
        Store = world.Boundary.Open(Disk);
    }

    public SimulatedDisk Disk { get; }

    /// <summary>The id of a store that was added to it at a later start; null before. What is not about identity is in it, on the same disk.</summary>
    public Guid? AddedStore { get; set; }

    /// <summary>The stores that it binds.</summary>
    public StoreIds Stores
    {
        get
        {
            var ids = new Dictionary<string, Guid> { [StoreIds.Clustering] = Disk.StoreId };
            if (AddedStore is { } added) ids["registers"] = added;
            return new StoreIds(ids);
        }
    }

    public IRegisterStore Store { get; }

    public ClusterIdentity Identity => _world.IdentityOf(Bound.Clustering);

    /// <summary>What the node itself uses on registers of identity, and its silos on the membership table: shared with no callers, as in the product. Null where it has none.</summary>
    public ProposerHost? ForIdentity { get; private set; }

    /// <inheritdoc cref="ForIdentity"/>
    public ProposerHost? ForMembership { get; private set; }

    /// <summary>All proposers of this life.</summary>
    public IEnumerable<ProposerHost> Hosts => new[] { ForIdentity, ForMembership }.OfType<ProposerHost>().Concat(Proposers);

    /// <summary>The acceptors of this life of the node, null while it is down.</summary>
    public AcceptorHost? Acceptors { get; private set; }

    /// <summary>How far its start has come, null while it is down.</summary>
    public StartHost? Starting { get; private set; }

    public override bool Up => Acceptors is not null;

    /// <summary>What this node remembers of the store of one node.</summary>
    public StoreMark SeenOf(string node) => Hosts.Select(host => host.SeenOf(node)).Aggregate(default(StoreMark), StoreMark.Join);

    /// <summary>What this node remembers of the stores of all nodes.</summary>
    public IReadOnlyList<StoreMark> Marks => [.. Layouts.Nodes.Select(SeenOf)];

    /// <summary>What this node must remember of the stores.</summary>
    public Knowledge Known
    {
        get
        {
            var known = new Knowledge(_world.Plan.Nodes);
            foreach (var host in Hosts) known.Add(host.Known);
            return known;
        }
    }

    /// <summary>Reads the disk back and begins a new life; tries again later if the disk fails or the node list is refused.</summary>
    public override void Start()
    {
        if (Up) return;
        try
        {
            (Layouts, Bound) = _world.Forgetting.OnStart(this, Life > 0, _random);
            if (Life > 0) _world.Boundary.OnRestart(Disk, _random);
            Store.Reopen();
            if (_world.Plan.Clustered && !Claim()) return;
            Guid? boot = _world.Plan.Clustered ? _world.Boundary.Boot(this, _world.Plan.Stream($"boot {Name}/{Life}").NextGuid()) : null;
            var sequence = Store.Sequence;
            var incarnation = Store.RaiseIncarnation();
            var ids = NewIds(incarnation);
            if (_world.Plan.Clustered) ForIdentity = NewProposer(ids, incarnation, "identity", layouts => layouts.Clustering);
            if (_world.Plan.Silos > 0) ForMembership = NewProposer(ids, incarnation, "membership", layouts => layouts.Clustering);
            Proposers.Add(NewProposer(ids, incarnation, "callers", layouts => layouts.Registers));
            Acceptors = new AcceptorHost(_world, this, new StoreMark(incarnation, sequence));
            Starting = new StartHost(_world, this, boot);
            _world.Trace?.Add(_world.Now, Index, "starts");
            _world.Statistics.Starts++;
            Starting.Begin();
        }
        catch (Exception exception) when (exception is CrashException or StoreException)
        {
            Crash("cannot start");
        }
    }

    /// <summary>Adds a proposer to a running node, unless the disk fails: then the acceptor will find it closed.</summary>
    public void Double()
    {
        try
        {
            var incarnation = Store.RaiseIncarnation();
            Proposers.Add(NewProposer(NewIds(incarnation), incarnation, "callers", layouts => layouts.Registers));
            _world.Trace?.Add(_world.Now, Index, "has one more proposer");
        }
        catch (StoreException) { }
        catch (CrashException)
        {
            Crash("while starting another proposer");
        }
    }

    public override void Crash(string why)
    {
        (Acceptors, Starting) = (null, null);
        foreach (var host in Hosts) host.Alive = false;
        (ForIdentity, ForMembership) = (null, null);
        base.Crash(why);
        Disk.Crash();
        StartAgain(_random);
    }

    public override void JumpClock(TimeSpan ahead)
    {
        base.JumpClock(ahead);
        foreach (var host in new[] { ForIdentity, ForMembership }) host?.OnTimer();
    }

    /// <summary>Somebody has told what is known of all nodes.</summary>
    public void Note(IReadOnlyList<StoreMark> heard, Knowledge known)
    {
        foreach (var host in Hosts) host.Note(heard, known);
    }

    /// <summary>A node has told how far its store has come.</summary>
    public void Note(string node, StoreMark mark)
    {
        foreach (var host in Hosts) host.Note(node, mark);
    }

    /// <summary>From now on it neither crashes nor pauses, and its disk works.</summary>
    public void Steady()
    {
        (Disk.Spared, Disk.Steady) = (true, true);
        Awake();
    }

    /// <summary>Lets everything go on: the pause is over, the disk works.</summary>
    public void Heal()
    {
        Disk.Broken = false;
        Awake();
        Start();
    }

    /// <summary>A batch has arrived.</summary>
    public void Receive(Rpc rpc)
    {
        if (!Up) _world.Quorums.OnTrouble(Index, _world.Now);
        // Nobody listens: the sender hears so, or nothing at all.
        if (!Up && _random.Chance(0.5)) _world.Send(this, rpc.Host.Node, () => rpc.Host.OnFailure(rpc));
        if (Up) WhenAwake(() => Acceptors?.Receive(rpc));
    }

    private ProposerIds NewIds(long incarnation) =>
        new(Name, _world.Boundary.Incarnation(incarnation), _world.Plan.Stream($"ids {_world.Boundary.Luck(this, incarnation)}"));

    private ProposerHost NewProposer(ProposerIds ids, long incarnation, string purpose, Func<Layouts, ClusterLayout> uses) =>
        new(_world, this, uses(Layouts), uses(Bound), ids, $"{_world.Boundary.Luck(this, incarnation)} {purpose}");

    private bool Claim()
    {
        if (NodeRecords.Claim(Store, Name, Identity) is not { } conflict) return true;
        // Whoever mends the list of a node that never came to vote with the wrong one gives it an empty disk too.
        if (Layouts == _world.Layouts) Disk.Restore(Disk.NewImage());
        Crash(conflict);
        return false;
    }
}
