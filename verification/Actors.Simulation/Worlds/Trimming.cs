using Actors.Paxos;

namespace Actors.Simulation.Worlds;

/// <summary>
/// Watches what is forgotten, and that it may be. In worlds whose registers are the slots of a log, somebody gives back those that are decided: now and then every node is told to forget all below
/// some slot, and those who hear of it do. Nothing but the decisions themselves is asked for, as a snapshot that a quorum holds would make them needless.
/// </summary>
internal sealed class Trimming
{
    private const string Log = "l";

    private readonly World _world;
    private readonly SeededRandom _random;
    private readonly HashSet<SlotKey> _decided = [];
    private readonly Dictionary<string, long> _floors = [];

    public Trimming(World world)
    {
        (_world, _random) = (world, world.Plan.Stream("trimming"));
        if (world.Plan.Trims) PlanNext();
    }

    /// <summary>The key of a register of a world.</summary>
    public static RegisterKey KeyOf(WorldPlan plan, int number) => plan.Trims ? new SlotKey(Log, number).Key : new RegisterKey($"k{number}");

    /// <summary>Whether somebody has had this register forgotten.</summary>
    public bool IsTrimmed(RegisterKey key) => SlotKey.TryParse(key, out var slot) && slot.Slot < FloorOf(slot.Log);

    /// <summary>Somebody was told what a register holds.</summary>
    public void OnLearned(RegisterKey key)
    {
        if (SlotKey.TryParse(key, out var slot)) _decided.Add(slot);
    }

    /// <summary>Somebody has a node forget all below some slot. What is not decided may not be forgotten: nobody could decide it any more.</summary>
    public void OnTrim(SimulatedNode node, SlotKey below)
    {
        _world.Trace?.Add(_world.Now, node.Index, $"trims below {below}");
        for (var slot = Math.Max(1, FloorOf(below.Log)); slot < below.Slot; slot++)
            if (!_decided.Contains(new SlotKey(below.Log, slot)))
                _world.Report("Trimming", $"{node.Name} has slot {slot} of log '{below.Log}' forgotten, and nobody has been told that it is decided");
        _floors[below.Log] = Math.Max(FloorOf(below.Log), below.Slot);
    }

    private long FloorOf(string log) => _floors.GetValueOrDefault(log);

    private void PlanNext() => _world.Events.After(_random.Spread(TimeSpan.FromMilliseconds(5), _world.Plan.FaultsEnd / 2), () =>
    {
        if (_world.Healed) return;
        Trim();
        PlanNext();
    });

    private void Trim()
    {
        var end = 1L;
        while (_decided.Contains(new SlotKey(Log, end))) end++;
        var from = _random.Pick(_world.Nodes);
        var below = new SlotKey(Log, 1 + _random.Next((int)end));
        if (!from.Up || below.Slot <= 1) return;
        OnTrim(from, below);
        _world.Statistics.Trims++;
        foreach (var node in _world.Nodes) _world.Send(from, node, () => node.WhenAwake(() => node.Acceptors?.Trim(below)));
    }
}
