using Actors.Replication;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Logs;

/// <summary>A caller who appends one after the other, and repeats what was not answered, under the same id, at whichever node is there.</summary>
internal sealed class LogClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly LogWorld _world;
    private readonly int _number;
    private readonly SeededRandom _random;
    private int _done;

    public LogClient(LogWorld world, int number)
    {
        (_world, _number, _random) = (world, number, world.Plan.Stream($"client {number}"));
        Rest();
    }

    /// <summary>Whether all its appends have come to an end.</summary>
    public bool IsDone => _done == _world.Plan.CallsEach;

    private void Rest() => _world.Events.After(_random.Spread(TimeSpan.FromMilliseconds(0.1), TimeSpan.FromMilliseconds(30)), () =>
    {
        if (!IsDone) Try(null);
    });

    private void Try(EntryId? tried)
    {
        var node = _random.Pick(_world.Nodes);
        if (!node.Up)
        {
            _world.Events.After(Patience * _random.NextDouble(), () => Try(tried));
            return;
        }
        var id = tried is { } before ? _world.Boundary.OnRepeat(before, node.Next) : new EntryId(_random.NextGuid(), node.Next);
        var append = (_number * 1000) + _done;
        var over = false;
        node.Append(id, append, applied =>
        {
            // The answer may be lost as well; then the same append comes again, when it is in the log already.
            if (over || _random.Chance(_world.Healed ? 0 : _world.Plan.Loss)) return;
            over = true;
            if (applied.Admission != Admission.Expired) _world.Checker.OnTold(append, applied);
            _done++;
            Rest();
        });
        _world.Events.After(Patience * (0.5 + _random.NextDouble()), () =>
        {
            if (over) return;
            over = true;
            Try(id);
        });
    }
}
