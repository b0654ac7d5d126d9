namespace Actors.Bench.Results;

/// <summary>One number that is compared.</summary>
/// <param name="What">What the table calls it.</param>
/// <param name="Workload">The load that it comes from.</param>
/// <param name="Callers">With how many callers.</param>
/// <param name="Of">Takes it from a measurement; null if it has none.</param>
/// <param name="Decimals">How many the table shows.</param>
/// <param name="Target">What it must be; null if nothing is said.</param>
/// <param name="EtcdWorkload">The load that etcd's number comes from; null if it is the same.</param>
internal sealed record Metric(
    string What, string Workload, int Callers, Func<Measurement, double?> Of, int Decimals, Target? Target = null, string? EtcdWorkload = null)
{
    /// <summary>This number of a system; null if it was not measured.</summary>
    public double? Find(IReadOnlyList<Measurement> summary, string system)
    {
        var workload = system == "etcd" ? EtcdWorkload ?? Workload : Workload;
        return summary.FirstOrDefault(one => one.System == system && one.Workload == workload && one.Callers == Callers) is { } found ? Of(found) : null;
    }
}
