using Actors.Engine;
using Actors.Paxos;

namespace Actors.Simulation.Worlds;

/// <summary>One node: a disk that outlives it, and between a start and a crash an acceptor and one or more proposers.</summary>
internal sealed class SimulatedNode
{
    private readonly World _world;
    private readonly SeededRandom _random;
    private readonly Queue<Rpc> _inbox = new();
    private AcceptorEngine? _acceptor;
    private bool _busy;
    private int _life;
    private TimeSpan _asleepUntil;
    private TimeSpan _clockAhead;

    public SimulatedNode(World world, int index)
    {
        (_world, Index, Name) = (world, index, $"n{index + 1}");
        _random = world.Plan.Stream($"node {Name}");
        Disk = new SimulatedDisk(Name, world.Plan, world.Gate, note => world.Trace?.Add(world.Now, index, note));
        Store = world.Boundary.Open(Disk);
    }

    public int Index { get; }
    public string Name { get; }
    public SimulatedDisk Disk { get; }
    public IRegisterStore Store { get; }

    /// <summary>The proposers of this life of the node; none while it is down.</summary>
    public List<ProposerHost> Proposers { get; } = [];

    public bool Up => _acceptor is not null;

    /// <summary>The time by this node's own clock.</summary>
    public TimeSpan Now => _world.Now + _clockAhead;

    /// <summary>Reads the disk back and begins a new life; tries again later if the disk fails.</summary>
    public void Start()
    {
        if (Up) return;
        try
        {
            if (_life > 0) _world.Boundary.OnRestart(Disk, _random);
            Store.Reopen();
            AddProposer();
            _acceptor = new AcceptorEngine(Store, default, _world.Boundary.Handle);
            _world.Trace?.Add(_world.Now, Index, "starts");
        }
        catch (Exception exception) when (exception is CrashException or StoreException)
        {
            Crash("cannot start");
        }
    }

    /// <summary>One more proposer beside the others, with an incarnation of its own: as if the grain were activated again.</summary>
    private void AddProposer() => Proposers.Add(new ProposerHost(_world, this, _world.Boundary.Incarnation(Store.RaiseIncarnation())));

    /// <summary>Adds a proposer to a running node, unless the disk fails: then the acceptor will find it closed.</summary>
    public void Double()
    {
        try
        {
            AddProposer();
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
        (_acceptor, _busy, _asleepUntil) = (null, false, TimeSpan.Zero);
        _life++;
        _inbox.Clear();
        foreach (var proposer in Proposers) proposer.Alive = false;
        Proposers.Clear();
        Disk.Crash();
        _world.OnCrash(this);
        _world.Events.After(_world.Healed ? TimeSpan.FromMilliseconds(20) : _random.Spread(TimeSpan.FromMilliseconds(0.5), TimeSpan.FromSeconds(1)), Start);
    }

    public void Pause(TimeSpan duration) => _asleepUntil = _world.Now + duration;

    public void JumpClock(TimeSpan ahead)
    {
        _clockAhead += ahead;
        foreach (var proposer in Proposers.ToArray()) proposer.OnTimer();
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

    /// <summary>A batch has arrived. What arrives while the acceptor is at work is done together afterwards.</summary>
    public void Receive(Rpc rpc)
    {
        if (!Up)
        {
            // Nobody listens: the sender hears so, or nothing at all.
            if (_random.Chance(0.5)) _world.Send(this, rpc.Host.Node, () => rpc.Host.OnFailure(rpc));
            return;
        }
        WhenAwake(() =>
        {
            if (!Up) return;
            _inbox.Enqueue(rpc);
            Drain();
        });
    }

    private void Drain()
    {
        if (_busy || _inbox.Count == 0) return;
        Rpc[] work = [.. _inbox];
        _inbox.Clear();
        _busy = true;
        var result = Process([.. work.SelectMany(rpc => rpc.Messages)]);
        if (!Up) return;
        After(Disk.TakeBusy(), () =>
        {
            if (result is null) Refuse(work);
            else Answer(work, result);
            _busy = false;
            Drain();
        });
    }

    private AcceptorResult? Process(RegisterMessage[] messages)
    {
        try
        {
            return _acceptor!.Process(messages, default);
        }
        catch (CrashException)
        {
            Crash("in the middle of a write");
        }
        catch (StoreException) { }
        catch (InvariantException exception)
        {
            _world.Report("Invariant", exception.Message);
        }
        return null;
    }

    private void Answer(Rpc[] work, AcceptorResult result)
    {
        var next = 0;
        foreach (var rpc in work)
        {
            var replies = new AcceptorReply[rpc.Messages.Length];
            for (var i = 0; i < replies.Length; i++)
            {
                replies[i] = result.Replies[next++];
                _world.Monitor.OnReply(Index, rpc.Messages[i], replies[i], Disk.Durable(rpc.Messages[i].Key));
                _world.Trace?.Add(_world.Now, Index, $"{rpc.Messages[i].Key} ← {rpc.Host.Node.Name} {Checkers.Name.Of(replies[i])}");
            }
            _world.SendReplies(this, rpc, replies);
        }
        foreach (var (key, proposal) in result.Chosen)
        {
            _world.Monitor.OnLearned(key, proposal);
            foreach (var proposer in Proposers.ToArray()) proposer.OnChosen(key, proposal);
        }
    }

    private void Refuse(Rpc[] work)
    {
        foreach (var rpc in work) _world.Send(this, rpc.Host.Node, () => rpc.Host.OnFailure(rpc));
    }
}
