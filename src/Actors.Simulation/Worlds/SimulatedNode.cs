using Actors.Engine;
using Actors.Engine.Identity;

namespace Actors.Simulation.Worlds;

/// <summary>One node: a disk that outlives it, and between a start and a crash an acceptor and one or more proposers.</summary>
internal sealed class SimulatedNode
{
    private readonly World _world;
    private readonly SeededRandom _random;
    private int _life;
    private TimeSpan _asleepUntil;
    private TimeSpan _clockAhead;

    public SimulatedNode(World world, int index)
    {
        (_world, Index, Name) = (world, index, $"n{index + 1}");
        _random = world.Plan.Stream($"node {Name}");
        Disk = new SimulatedDisk(Name, world.Plan, world.Gate, note => world.Trace?.Add(world.Now, index, note));
        Store = world.Boundary.Open(Disk);
        (Layout, Bound) = (world.Layout, world.Layout);
    }

    public int Index { get; }
    public string Name { get; }
    public SimulatedDisk Disk { get; }
    public IRegisterStore Store { get; }

    /// <summary>The nodes and acceptors that it was started with.</summary>
    public ClusterLayout Layout { get; private set; }

    /// <summary>Those that it says it was started with.</summary>
    public ClusterLayout Bound { get; private set; }

    public ClusterIdentity Identity => _world.IdentityOf(Bound);

    /// <summary>The proposers of this life of the node that callers use; none while it is down.</summary>
    public List<ProposerHost> Proposers { get; } = [];

    /// <summary>The one that the node itself uses on registers of identity, as it does not share batches with callers: null where it has none.</summary>
    public ProposerHost? Own { get; private set; }

    /// <summary>The acceptors of this life of the node, null while it is down.</summary>
    public AcceptorHost? Acceptors { get; private set; }

    /// <summary>How far its start has come, null while it is down.</summary>
    public StartHost? Starting { get; private set; }

    public bool Up => Acceptors is not null;

    /// <summary>The time by this node's own clock.</summary>
    public TimeSpan Now => _world.Now + _clockAhead;

    /// <summary>The highest mark of another node's store that this one has been told in this life.</summary>
    public StoreMark SeenOf(string node)
    {
        var seen = Own?.SeenOf(node) ?? default;
        foreach (var proposer in Proposers) seen = StoreMark.Max(seen, proposer.SeenOf(node));
        return seen;
    }

    /// <summary>Reads the disk back and begins a new life; tries again later if the disk fails or the node list is refused.</summary>
    public void Start()
    {
        if (Up) return;
        try
        {
            (Layout, Bound) = _world.Forgetting.OnStart(this, _life > 0, _random);
            if (_life > 0) _world.Boundary.OnRestart(Disk, _random);
            Store.Reopen();
            if (_world.Plan.Clustered && !Claim()) return;
            var start = _world.Plan.Clustered ? NodeRecords.BeginStart(Store, Name, _world.Plan.Stream($"boot {Name}/{_life}").NextGuid()) : null;
            var sequence = Store.Sequence;
            var incarnation = Store.RaiseIncarnation();
            if (_world.Plan.Clustered) Own = new ProposerHost(_world, this, _world.Boundary.Incarnation(incarnation));
            AddProposer(_world.Plan.Clustered ? Store.RaiseIncarnation() : incarnation);
            Acceptors = new AcceptorHost(_world, this, new StoreMark(incarnation, sequence));
            Starting = new StartHost(_world, this, start);
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
            AddProposer(Store.RaiseIncarnation());
            _world.Trace?.Add(_world.Now, Index, "has one more proposer");
        }
        catch (StoreException) { }
        catch (CrashException)
        {
            Crash("while starting another proposer");
        }
    }

    public void Crash(string why)
    {
        _world.Trace?.Add(_world.Now, Index, $"crashes: {why}");
        _world.Statistics.Crashes++;
        (Acceptors, Starting, _asleepUntil) = (null, null, TimeSpan.Zero);
        _life++;
        foreach (var proposer in Proposers.Append(Own)) proposer?.Alive = false;
        Proposers.Clear();
        Own = null;
        Disk.Crash();
        _world.OnCrash(this);
        _world.Events.After(_world.Healed ? TimeSpan.FromMilliseconds(20) : _random.Spread(TimeSpan.FromMilliseconds(0.5), TimeSpan.FromSeconds(1)), Start);
    }

    public void Pause(TimeSpan duration) => _asleepUntil = _world.Now + duration;

    public void JumpClock(TimeSpan ahead)
    {
        _clockAhead += ahead;
        foreach (var proposer in Proposers.Append(Own).ToArray()) proposer?.OnTimer();
    }

    /// <summary>Lets everything go on: the pause is over, the disk works.</summary>
    public void Heal()
    {
        Disk.Broken = false;
        _asleepUntil = TimeSpan.Zero;
        Start();
    }

    /// <summary>Does something after some time, unless the node has crashed by then.</summary>
    public void After(TimeSpan delay, Action action)
    {
        var life = _life;
        _world.Events.After(delay, () =>
        {
            if (life == _life) WhenAwake(action);
        });
    }

    /// <summary>Does something now, or when the pause is over.</summary>
    public void WhenAwake(Action action)
    {
        if (_asleepUntil <= _world.Now) action();
        else After(_asleepUntil - _world.Now, action);
    }

    /// <summary>A batch has arrived.</summary>
    public void Receive(Rpc rpc)
    {
        // Nobody listens: the sender hears so, or nothing at all.
        if (!Up && _random.Chance(0.5)) _world.Send(this, rpc.Host.Node, () => rpc.Host.OnFailure(rpc));
        if (Up) WhenAwake(() => Acceptors?.Receive(rpc));
    }

    private void AddProposer(long incarnation) => Proposers.Add(new ProposerHost(_world, this, _world.Boundary.Incarnation(incarnation)));

    private bool Claim()
    {
        if (NodeRecords.Claim(Store, Name, Identity) is not { } conflict) return true;
        // Whoever mends the list of a node that never came to vote with the wrong one gives it an empty disk too.
        if (Layout == _world.Layout) Disk.Restore(Disk.NewImage());
        Crash(conflict);
        return false;
    }
}
