namespace Actors.Bench.Results;

/// <summary>One number that is compared.</summary>
/// <param name="What">What the table calls it.</param>
/// <param name="Workload">The load that it comes from.</param>
/// <param name="Callers">With how many callers.</param>
/// <param name="Of">Takes it from a measurement; null if it has none.</param>
/// <param name="Decimals">How many the table shows.</param>
/// <param name="Target">What it must be; null if nothing is said.</param>
internal sealed record Metric(string What, string Workload, int Callers, Func<Measurement, double?> Of, int Decimals, Target? Target = null);
