namespace Actors.Bench.Load;

/// <summary>One load: what, and how many do it at a time.</summary>
internal readonly record struct LoadCase(Workload Workload, int Callers)
{
    public override string ToString() => $"{Workload.ToString().ToLowerInvariant()}, {Callers} {(Callers == 1 ? "caller" : "callers")}";
}
