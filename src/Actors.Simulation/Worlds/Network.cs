namespace Actors.Simulation.Worlds;

/// <summary>Carries messages between nodes and clients: late, twice, out of order or not at all. What one sends to itself is safe.</summary>
internal sealed class Network(WorldPlan plan, EventQueue events, FaultGate gate)
{
    private readonly SeededRandom _random = plan.Stream("network");
    private readonly HashSet<(int, int)> _spared = [];
    private readonly TimeSpan[,] _blockedUntil = new TimeSpan[plan.Nodes + plan.Clients, plan.Nodes + plan.Clients];

    public long Messages { get; private set; }

    /// <summary>Sends one message; <paramref name="note"/> hears of what goes wrong with it.</summary>
    public void Send(int from, int to, Action deliver, Action<string>? note)
    {
        Messages++;
        if (from == to)
        {
            events.After(TimeSpan.FromMicroseconds(1 + _random.Next(20)), deliver);
            return;
        }
        if (_spared.Contains((from, to)))
        {
            events.After(Latency(), deliver);
            return;
        }
        if (gate.Happens(Fault.Loss))
        {
            note?.Invoke("lost");
            return;
        }
        Carry(from, to, deliver, note);
        if (gate.Happens(Fault.Duplicate))
        {
            note?.Invoke("duplicated");
            Carry(from, to, deliver, note);
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

    private void Carry(int from, int to, Action deliver, Action<string>? note)
    {
        var latency = Latency();
        if (gate.Happens(Fault.Delay))
        {
            latency += _random.Spread(plan.Latency, TimeSpan.FromMilliseconds(900));
            note?.Invoke($"delayed by {latency.TotalMilliseconds:F1} ms");
        }
        events.After(latency, () =>
        {
            if (_blockedUntil[from, to] > events.Now) note?.Invoke("cut off");
            else deliver();
        });
    }
}
