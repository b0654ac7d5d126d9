namespace Actors.Simulation.Worlds;

/// <summary>How a world differs from what its seed alone makes of it: fewer faults, fewer calls, a given number of acceptors.</summary>
/// <param name="Acceptors">3 or 5; null for what the seed says.</param>
/// <param name="WithoutKinds">Kinds of faults that do not happen.</param>
/// <param name="WithoutFaults">Single faults that do not happen.</param>
/// <param name="WithoutCalls">Callers that do not come, by number.</param>
/// <param name="Luck">Another course of events under the same plan; 0 for the seed's own.</param>
internal sealed record PlanChanges(
    int? Acceptors, IReadOnlySet<Fault> WithoutKinds, IReadOnlySet<FaultId> WithoutFaults, IReadOnlySet<int> WithoutCalls, int Luck)
{
    public static readonly PlanChanges None = new(null, new HashSet<Fault>(), new HashSet<FaultId>(), new HashSet<int>(), 0);

    /// <summary>The plan of a seed with these changes.</summary>
    public WorldPlan Apply(long seed)
    {
        var plan = new WorldPlan(seed) { WithoutFaults = WithoutFaults, WithoutCalls = WithoutCalls, Luck = Luck };
        if (Acceptors is { } acceptors) plan.SetAcceptors(acceptors);
        foreach (var kind in WithoutKinds) plan.SetProbability(kind, 0);
        return plan;
    }

    /// <summary>The options of the command line that make these changes.</summary>
    public override string ToString() => string.Concat(
        Acceptors is { } acceptors ? $" --acceptors {acceptors}" : "",
        WithoutKinds.Count > 0 ? $" --without {string.Join(',', WithoutKinds.Order())}" : "",
        WithoutFaults.Count > 0 ? $" --without-faults \"{string.Join(',', WithoutFaults.OrderBy(fault => (fault.Fault, fault.Number)))}\"" : "",
        WithoutCalls.Count > 0 ? $" --without-calls {string.Join(',', WithoutCalls.Order())}" : "",
        Luck > 0 ? $" --luck {Luck}" : "");
}
