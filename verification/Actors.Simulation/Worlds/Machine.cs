namespace Actors.Simulation.Worlds;

/// <summary>What has a clock, is on the network, can pause and crash, and runs proposers: a node, or a client of the nodes.</summary>
internal abstract class Machine(World world, int index, string name)
{
    private TimeSpan _asleepUntil;
    private TimeSpan _clockAhead;

    /// <summary>Its place on the network; clients come after the nodes.</summary>
    public int Index => index;

    public string Name { get; protected set; } = name;

    /// <summary>The nodes and acceptors that it works with.</summary>
    public Layouts Layouts { get; protected set; } = world.Layouts;

    /// <summary>Those that it says it works with.</summary>
    public Layouts Bound { get; protected set; } = world.Layouts;

    /// <summary>The proposers of this life that callers use; none while it is down.</summary>
    public List<ProposerHost> Proposers { get; } = [];

    public abstract bool Up { get; }

    /// <summary>The time by its own clock.</summary>
    public TimeSpan Now => world.Now + _clockAhead;

    protected World World => world;

    /// <summary>How often it has crashed.</summary>
    public int Life { get; private set; }

    public abstract void Start();

    public virtual void Crash(string why)
    {
        world.Trace?.Add(world.Now, index, $"crashes: {why}");
        world.Statistics.Crashes++;
        world.Quorums.OnTrouble(index, world.Now);
        Awake();
        Life++;
        foreach (var proposer in Proposers) proposer.Alive = false;
        Proposers.Clear();
        world.OnCrash(this);
    }

    public void Pause(TimeSpan duration)
    {
        _asleepUntil = world.Now + duration;
        world.Quorums.OnTrouble(index, _asleepUntil);
    }

    public virtual void JumpClock(TimeSpan ahead)
    {
        _clockAhead += ahead;
        world.Quorums.OnTrouble(index, world.Now);
        foreach (var proposer in Proposers.ToArray()) proposer.OnTimer();
    }

    /// <summary>Does something after some time, unless it has crashed by then.</summary>
    public void After(TimeSpan delay, Action action)
    {
        var life = Life;
        world.Events.After(delay, () =>
        {
            if (life == Life) WhenAwake(action);
        });
    }

    /// <summary>Does something now, or when the pause is over.</summary>
    public void WhenAwake(Action action)
    {
        if (_asleepUntil <= world.Now) action();
        else After(_asleepUntil - world.Now, action);
    }

    protected void Awake() => _asleepUntil = TimeSpan.Zero;

    protected void StartAgain(SeededRandom random) =>
        world.Events.After(world.Healed ? TimeSpan.FromMilliseconds(20) : random.Spread(TimeSpan.FromMilliseconds(0.5), TimeSpan.FromSeconds(1)), Start);
}
