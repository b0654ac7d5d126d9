using Actors.Engine;

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
        var luck = World.Boundary.Luck(this, incarnation: 1);
        Proposers.Add(new ProposerHost(World, this, Layouts.Registers, Bound.Registers, new ProposerIds(Name, 1, World.Plan.Stream($"ids {luck}")), luck));
    }

    public override void Crash(string why)
    {
        base.Crash(why);
        StartAgain(World.Plan.Stream($"client {_number} after life {Life}"));
    }

    public void Heal()
    {
        Awake();
        Start();
    }

    private void Pass()
    {
        if (World.Healed) return;
        // Drawn whether the faults happen or not: leaving out one of them shall change as little as possible.
        var (pause, node, cut) = (Long(), _random.Pick(World.Nodes), Long());
        if (World.Gate.Happens(Fault.ClientCrash) && Up) Crash("is killed");
        if (World.Gate.Happens(Fault.ClientPause)) Pause(pause);
        if (World.Gate.Happens(Fault.ClientCutOff)) CutOff(node, cut);
        World.Events.After(Weather.Tick, Pass);
    }

    private void CutOff(SimulatedNode node, TimeSpan duration)
    {
        World.Trace?.Add(World.Now, -1, $"{Name} and {node.Name} are cut off from each other ({duration.TotalMilliseconds:F0} ms)");
        World.Network.Block(Index, node.Index, duration);
        World.Network.Block(node.Index, Index, duration);
    }

    private TimeSpan Long() => _random.Spread(TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(2));
}
