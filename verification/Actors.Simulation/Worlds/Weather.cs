namespace Actors.Simulation.Worlds;

/// <summary>The faults that come over a node by themselves: every 20 ms each of them may befall some node.</summary>
internal sealed class Weather
{
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    private readonly World _world;
    private readonly SeededRandom _random;

    public Weather(World world)
    {
        (_world, _random) = (world, world.Plan.Stream("weather"));
        world.Events.After(Tick, Pass);
    }

    private void Pass()
    {
        if (_world.Healed) return;
        if (Befalls(Fault.Crash) is { Up: true, Disk.Spared: false } crashing) crashing.Crash("power loss");
        if (Befalls(Fault.Pause) is { Disk.Steady: false } paused) paused.Pause(Note(paused, "pauses", Long(2)));
        if (Befalls(Fault.ClockJump) is { } jumping) jumping.JumpClock(Note(jumping, "clock jumps", Long(5)));
        if (Befalls(Fault.SyncErrorForEver) is { } broken) broken.Disk.Broken = true;
        if (Befalls(Fault.SecondProposer) is { Up: true } doubled) doubled.Double();
        if (Befalls(Fault.OneWayPartition) is { } cut) Cut(cut);
        _world.Forgetting.Tick(_random);
        if (Befalls(Fault.TwoWayPartition) is not null) Split();
        if (_world.Gate.Happens(Fault.StopAll)) _world.Forgetting.StopAll();
        _world.Events.After(Tick, Pass);
    }

    // Which node is drawn whether the fault happens or not: leaving out one fault shall change as little as possible.
    private SimulatedNode? Befalls(Fault fault)
    {
        var node = _random.Pick(_world.Nodes);
        return _world.Gate.Happens(fault) ? node : null;
    }

    private void Cut(SimulatedNode from)
    {
        var to = _random.Pick(_world.Nodes);
        _world.Network.Block(from.Index, to.Index, Note(from, $"cannot reach {to.Name}", Long(2)));
    }

    private void Split()
    {
        var side = _world.Nodes.Select(_ => _random.Chance(0.5)).ToArray();
        var duration = Long(2);
        _world.Trace?.Add(_world.Now, -1, $"splits: {string.Concat(side.Select(left => left ? 'L' : 'R'))} for {duration.TotalMilliseconds:F0} ms");
        foreach (var from in _world.Nodes)
            foreach (var to in _world.Nodes)
                if (side[from.Index] != side[to.Index])
                    _world.Network.Block(from.Index, to.Index, duration);
    }

    private TimeSpan Long(int secondsMost) => _random.Spread(TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(secondsMost));

    private TimeSpan Note(SimulatedNode node, string what, TimeSpan duration)
    {
        _world.Trace?.Add(_world.Now, node.Index, $"{what} ({duration.TotalMilliseconds:F0} ms)");
        return duration;
    }
}
