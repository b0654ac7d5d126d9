namespace Actors.Simulation.Worlds;

/// <summary>Decides at every opportunity whether a fault happens, and counts those that do.</summary>
/// <remarks>
/// Every kind draws from a stream of its own, and every fault that happens has a number within its kind. So a world can be run again
/// without some kinds, or without single faults, and stays as similar as it can: that is how a failing world is made smaller.
/// </remarks>
internal sealed class FaultGate
{
    public static readonly int Kinds = Enum.GetValues<Fault>().Length;

    private readonly SeededRandom[] _streams = new SeededRandom[Kinds];
    private readonly int[] _drawn = new int[Kinds];
    private readonly WorldPlan _plan;

    public FaultGate(WorldPlan plan)
    {
        _plan = plan;
        for (var kind = 0; kind < Kinds; kind++) _streams[kind] = plan.Stream($"fault {(Fault)kind}");
    }

    /// <summary>Once closed, nothing goes wrong any more.</summary>
    public bool Closed { get; set; }

    /// <summary>The faults that happened, in order.</summary>
    public List<FaultId> Happened { get; } = [];

    public bool Happens(Fault fault)
    {
        if (Closed || !_streams[(int)fault].Chance(_plan.Probability(fault))) return false;
        var id = new FaultId(fault, _drawn[(int)fault]++);
        if (_plan.WithoutFaults.Contains(id)) return false;
        Happened.Add(id);
        return true;
    }
}
