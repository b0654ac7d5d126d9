namespace Actors.Simulation.Worlds;

/// <summary>A client of the nodes, a proposer of its own with nothing on any disk: in each life it has a name that nobody has had before.</summary>
internal sealed class SimulatedClient : Machine
{
    private readonly int _number;
    private readonly SeededRandom _random;

    public SimulatedClient(World world, int number) : base(world, world.Plan.Nodes + number, $"c{number + 1}")
    {
        (_number, _random) = (number, world.Plan.Stream($"client {number}"));
        Start();
        world.Events.After(Weather.Tick, Pass);
    }

    public override bool Up => Proposers.Count > 0;

    public override void Start()
    {
        if (Up) return;
        Name = World.Boundary.ClientName(_number + 1, Life + 1);
        Proposers.Add(new ProposerHost(World, this, incarnation: 1));
    }

    public override void Crash(string why)
    {
        base.Crash(why);
        StartAgain(_random);
    }

    public void Heal()
    {
        Awake();
        Start();
    }

    // What befalls a client comes from a stream of its own, so that worlds without clients stay as they are.
    private void Pass()
    {
        if (World.Healed) return;
        if (Up && _random.Chance(World.Plan.Probability(Fault.Crash))) Crash("is killed");
        if (_random.Chance(World.Plan.Probability(Fault.Pause))) Pause(_random.Spread(TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(2)));
        if (_random.Chance(World.Plan.Probability(Fault.OneWayPartition))) Cut();
        World.Events.After(Weather.Tick, Pass);
    }

    private void Cut()
    {
        var (node, duration) = (_random.Pick(World.Nodes), _random.Spread(TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(2)));
        World.Trace?.Add(World.Now, -1, $"{Name} and {node.Name} are cut off from each other ({duration.TotalMilliseconds:F0} ms)");
        World.Network.Block(Index, node.Index, duration);
        World.Network.Block(node.Index, Index, duration);
    }
}
