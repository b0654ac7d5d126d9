using Actors.Simulation.Checkers;

namespace Actors.Simulation.Worlds;

/// <summary>
/// Carries messages between nodes and clients: late, twice, out of order or not at all. What one sends to itself is safe. Where links have a rate, what a machine
/// sends leaves one after the other.
/// </summary>
internal sealed class Network(WorldPlan plan, EventQueue events, FaultGate gate, QuorumChecker quorums)
{
    private readonly SeededRandom _random = plan.Stream("network");
    private readonly HashSet<(int, int)> _spared = [];
    private readonly TimeSpan[] _freeAt = new TimeSpan[plan.Nodes + plan.Clients];
    private readonly TimeSpan[,] _blockedUntil = new TimeSpan[plan.Nodes + plan.Clients, plan.Nodes + plan.Clients];

    public long Messages { get; private set; }

    /// <summary>Sends one message of so many bytes; <paramref name="note"/> hears of what goes wrong with it.</summary>
    public void Send(int from, int to, int bytes, Action deliver, Action<string>? note)
    {
        Messages++;
        if (from == to)
        {
            events.After(TimeSpan.FromMicroseconds(1 + _random.Next(20)), deliver);
            return;
        }
        var leaves = Leave(from, bytes);
        if (_spared.Contains((from, to)))
        {
            events.After(leaves + Latency(), deliver);
            return;
        }
        if (gate.Happens(Fault.Loss))
        {
            note?.Invoke("lost");
            quorums.OnTrouble(from, to, events.Now);
            return;
        }
        Carry(from, to, leaves, deliver, note);
        if (gate.Happens(Fault.Duplicate))
        {
            note?.Invoke("duplicated");
            Carry(from, to, leaves, deliver, note);
        }
        if (!gate.Happens(Fault.LateDuplicate)) return;
        note?.Invoke("duplicated, the second very late");
        events.After(_random.Between(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5)), deliver);
    }

    /// <summary>Nothing from one node reaches the other for a while.</summary>
    public void Block(int from, int to, TimeSpan duration) => _blockedUntil[from, to] = events.Now + duration;

    /// <summary>From now on two of them always reach each other.</summary>
    public void Spare(int one, int other) => _spared.UnionWith([(one, other), (other, one)]);

    public void Heal() => Array.Clear(_blockedUntil);

    private TimeSpan Latency() => plan.Latency * (0.5 + _random.NextDouble());

    /// <summary>When the last byte has left the machine, after all that it has sent before.</summary>
    private TimeSpan Leave(int from, int bytes)
    {
        if (plan.BytesPerSecond is not { } rate) return TimeSpan.Zero;
        var begins = _freeAt[from] > events.Now ? _freeAt[from] : events.Now;
        _freeAt[from] = begins + TimeSpan.FromSeconds(bytes / rate);
        return _freeAt[from] - events.Now;
    }

    private void Carry(int from, int to, TimeSpan leaves, Action deliver, Action<string>? note)
    {
        var latency = leaves + Latency();
        if (gate.Happens(Fault.Delay))
        {
            latency += _random.Spread(plan.Latency, TimeSpan.FromMilliseconds(900));
            note?.Invoke($"delayed by {latency.TotalMilliseconds:F1} ms");
            quorums.OnTrouble(from, to, events.Now + latency);
        }
        events.After(latency, () =>
        {
            if (_blockedUntil[from, to] <= events.Now)
            {
                deliver();
                return;
            }
            note?.Invoke("cut off");
            quorums.OnTrouble(from, to, events.Now);
        });
    }
}
